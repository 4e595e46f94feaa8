from datetime import datetime

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG

with DAG(
    dag_id="nameless_task",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    begin = EmptyOperator(task_id="begin")
    end = EmptyOperator(task_id="")

    begin >> end
