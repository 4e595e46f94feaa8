from datetime import datetime

from airflow.sdk import DAG, task


class Page[T = str]:
    def __init__(self, items: list[T]):
        self.items = items


with DAG(
    dag_id="default_type",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):

    @task
    def count() -> int:
        return len(Page(["a", "b"]).items)

    count()
