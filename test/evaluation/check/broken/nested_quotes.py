from datetime import datetime

from airflow.sdk import DAG, task

SETTINGS = {"bucket": "acme-lake"}

with DAG(
    dag_id="nested_quotes",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):

    @task
    def name_target(ds: str | None = None) -> str:
        return f"s3://{SETTINGS["bucket"]}/{ds}"

    name_target()
