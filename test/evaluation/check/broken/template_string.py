from datetime import datetime

from airflow.sdk import DAG, task

with DAG(
    dag_id="template_string",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):

    @task
    def describe(ds: str | None = None) -> int:
        text = t"orders of {ds}"
        return len(text.strings)

    describe()
