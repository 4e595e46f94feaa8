from datetime import datetime

from airflow.sdk import DAG, task

with DAG(
    dag_id="report_title",
    schedule="@weekly",
    start_date=datetime(2026, 1, 4),
    catchup=False,
):

    @task
    def title(ds: str | None = None) -> str:
        return f"Report of {ds"

    title()
