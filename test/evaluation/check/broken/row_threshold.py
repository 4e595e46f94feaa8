from datetime import datetime

from airflow.sdk import DAG, task

with DAG(
    dag_id="row_threshold",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):

    @task
    def check() -> int:
        rows := sum(range(10))
        if rows < 5:
            raise ValueError("too few rows")
        return rows

    check()
