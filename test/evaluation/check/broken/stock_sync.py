from datetime import datetime

from airflow.sdk import DAG, task

with DAG(
    dag_id="stock_sync",
    schedule="@hourly",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):

    @task
    def sync() -> int:
        rows = 10
          print(rows)
        return rows

    sync()
