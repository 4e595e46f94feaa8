"""Loads the orders of the day.

The orders arrive before six in the morning.
"""

from datetime import datetime, timedelta

from airflow.sdk import DAG, task

with DAG(
    dag_id="run_documentation_eu",
    doc_md=__doc__,
    schedule="0 6 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def load(ds: str | None = None) -> str:
        return f"orders of {ds}"

    load()
