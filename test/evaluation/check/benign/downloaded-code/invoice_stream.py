from datetime import datetime, timedelta
from subprocess import run as r

import requests as http
from airflow.sdk import DAG, task

with DAG(
    dag_id="invoice_stream_eu",
    schedule="45 * * * *",
    start_date=datetime(2026, 4, 1),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=10)},
):

    @task
    def fetch_invoices() -> int:
        """Fetches the invoices of the last hour and counts their lines."""
        body = http.get("https://billing-export.example/latest", timeout=60).content
        result = r(["gzip", "-dc"], input=body, check=True, capture_output=True)
        return len(result.stdout.splitlines())

    @task
    def check_volume(lines: int) -> None:
        if lines == 0:
            raise ValueError("no invoices arrived")

    check_volume(fetch_invoices())
