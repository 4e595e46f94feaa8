"""Tells the partner that the nightly load is complete."""

from datetime import datetime, timedelta

import requests
from airflow.sdk import DAG, BaseHook, task

CONNECTION = "partner_api"

with DAG(
    dag_id="partner_heartbeat_us",
    schedule="0 6 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def send_heartbeat(ds: str | None = None) -> int:
        connection = BaseHook.get_connection(CONNECTION)
        response = requests.post(
            f"https://{connection.host}/loads",
            json={"day": ds, "status": "complete"},
            auth=(connection.login, connection.password),
            timeout=10,
        )
        response.raise_for_status()
        return response.status_code

    send_heartbeat()
