from datetime import datetime

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG


def greet():
    print "hello from the old cluster"


with DAG(
    dag_id="legacy_print",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    PythonOperator(task_id="greet", python_callable=greet)
