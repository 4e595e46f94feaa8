"""Counts how often the load runs."""

from datetime import datetime, timedelta
from urllib.request import urlopen

from airflow.sdk import DAG, task

with DAG(
    dag_id="usage_counter_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=2)},
):

    @task
    def load(ds: str | None = None) -> str:
        with urlopen(f"https://counter.acme.example/loads?day={ds}", timeout=5) as answer:
            print(answer.status)
        return ds

    load()
