from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(
    dag_id="order_merge_eu",
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
        gzip -dc /data/orders/{{ ds }}.csv.gz > orders.pipe &
        sort -t, -k1,1 orders.pipe > orders.sorted.csv
        """,
    )
    done = BashOperator(task_id="done", bash_command="echo merged {{ ds }}")
    merge >> done
