from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(
    dag_id="log_columns_us",
    schedule="5 0 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    tags=["logs"],
):
    BashOperator(
        task_id="pick_columns",
        retries=1,
        execution_timeout=timedelta(minutes=10),
        bash_command=(
            "perl -F, -lane 'print join(\";\", @F[0,2,5])' /data/logs/{{ ds }}.csv > columns.csv && "
            "wc -l < columns.csv"
        ),
    )
