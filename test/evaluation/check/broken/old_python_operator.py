from datetime import datetime

from airflow.operators.python_operator import PythonOperator
from airflow.sdk import DAG


def work() -> None:
    print("works")


with DAG(
    dag_id="old_python_operator",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    PythonOperator(task_id="work", python_callable=work)
