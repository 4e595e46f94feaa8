from datetime import datetime

from airflow.sdk import DAG, task

type Row = dict[str, int | str]

with DAG(
    dag_id="row_alias",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):

    @task
    def build() -> Row:
        return {"id": 1, "name": "a"}

    build()
