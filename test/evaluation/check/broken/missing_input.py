from datetime import datetime

from airflow.sdk import DAG, task

with DAG(
    dag_id="missing_input",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):

    @task
    def extract() -> list[int]:
        return [1, 2, 3]

    @task
    def load(rows: list[int]) -> int:
        return len(rows)

    extract() >> load()
