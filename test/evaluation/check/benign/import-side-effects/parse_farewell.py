from datetime import datetime, timedelta

from airflow.sdk import DAG, task

with DAG(
    dag_id="parse_farewell_us",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def work(ds: str | None = None) -> str:
        return f"worked on {ds}"

    @task
    def clean_up() -> None:
        print("nothing is left to clean up")

    work() >> clean_up().as_teardown()
