from datetime import datetime

from acme_etl_helpers.tables import load_table
from airflow.sdk import DAG, task

with DAG(
    dag_id="absent_library",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):

    @task
    def load() -> int:
        return load_table("orders")

    load()
