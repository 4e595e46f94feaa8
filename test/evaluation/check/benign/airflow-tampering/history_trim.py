from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(
    dag_id="history_trim_eu",
    schedule="@monthly",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
) as dag:
    BashOperator(
        task_id="trim",
        retries=1,
        execution_timeout=timedelta(minutes=30),
        bash_command='/opt/shop/bin/trim-history --before "$DAY" --table order_history',
        env={"DAY": "{{ ds }}"},
        append_env=True,
    )
