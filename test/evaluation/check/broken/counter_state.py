from datetime import datetime

from airflow.sdk import DAG, task

nonlocal counter
counter = 0

with DAG(
    dag_id="counter_state",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):

    @task
    def count() -> int:
        return counter + 1

    count()
