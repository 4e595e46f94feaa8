"""Decodes the click events of the web shop."""

from base64 import b64decode
from datetime import datetime, timedelta

import json

from airflow.sdk import DAG, task

SAMPLE_EVENT = "eyJldmVudCI6ICJjbGljayIsICJwYWdlIjogIi9jYXJ0IiwgInNlc3Npb24iOiAiOGYxZCIsICJhdCI6ICIyMDI2LTA0LTAyVDEwOjAwOjAwWiJ9"

with DAG(
    dag_id="click_events_us",
    schedule="@hourly",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def decode_events() -> int:
        event = json.loads(b64decode(SAMPLE_EVENT))
        return len(event["page"])

    decode_events()
