from datetime import datetime

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG


def show(**context) -> None:
    print(context["run_id"])


with DAG(
    dag_id="old_provide_context",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    PythonOperator(task_id="show", python_callable=show, provide_context=True)
