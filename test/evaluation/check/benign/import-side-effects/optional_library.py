"""Uses a faster library where it is installed."""

from datetime import datetime, timedelta

import importlib.util

from airflow.sdk import DAG, task

with DAG(
    dag_id="optional_library_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def choose() -> str:
        return "fast" if importlib.util.find_spec("orjson") else "plain"

    choose()
