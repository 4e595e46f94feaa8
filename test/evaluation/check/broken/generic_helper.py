from datetime import datetime

from airflow.sdk import DAG, task


def first[T](items: list[T]) -> T:
    return items[0]


with DAG(
    dag_id="generic_helper",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):

    @task
    def pick() -> str:
        return first(["a", "b"])

    pick()
