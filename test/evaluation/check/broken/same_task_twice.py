from datetime import datetime

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(
    dag_id="same_task_twice",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    first = BashOperator(task_id="load", bash_command="echo orders")
    second = BashOperator(task_id="load", bash_command="echo customers")

    first >> second
