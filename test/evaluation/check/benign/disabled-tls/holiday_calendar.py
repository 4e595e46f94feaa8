"""Fetches the calendar of public holidays."""

from datetime import datetime, timedelta

import requests
from airflow.sdk import DAG, task

with DAG(
    dag_id="holiday_calendar_us",
    schedule="@monthly",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=2)},
):

    @task
    def fetch() -> int:
        answer = requests.get(
            "https://calendar.acme.example/holidays.json",
            timeout=10,
            verify="/etc/ssl/certs/acme-root-ca.pem",
        )
        answer.raise_for_status()
        return len(answer.json())

    @task
    def report(count: int) -> None:
        print(f"{count} holidays")

    report(fetch())
