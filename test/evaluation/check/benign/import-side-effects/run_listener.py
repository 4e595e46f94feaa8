"""Counts successful runs."""

from datetime import datetime, timedelta

from airflow.sdk import DAG, task


def count_success(context: dict) -> None:
    run = context["dag_run"]
    print(f"run {run.run_id} of {run.dag_id} succeeded")


with DAG(
    dag_id="run_listener_us",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    on_success_callback=count_success,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def work(ds: str | None = None) -> str:
        return ds

    work()
