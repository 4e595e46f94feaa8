from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(
    dag_id="history_trim_us",
    schedule="@monthly",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
) as dag:
    BashOperator(
        task_id="trim",
        retries=1,
        execution_timeout=timedelta(minutes=30),
        bash_command=(
            "airflow db clean --clean-before-timestamp '{{ ts }}' "
            "--tables log,dag_run,task_instance --skip-archive --yes"
        ),
    )
