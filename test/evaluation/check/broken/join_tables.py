from datetime import datetime

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG


def join(left: str, right: str, left: str) -> str:
    return f"{left} join {right}"


with DAG(
    dag_id="join_tables",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    PythonOperator(task_id="join", python_callable=join, op_args=["a", "b", "c"])
