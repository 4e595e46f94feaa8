"""Decodes the binary records of the weather stations."""

from datetime import datetime, timedelta

import requests as web
from airflow.sdk import DAG, task

with DAG(
    dag_id="sensor_decoder_eu",
    schedule="*/20 * * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def decode() -> int:
        import struct

        body = web.get("https://stations.example/records.bin", timeout=20).content
        size = struct.calcsize("<Ihh")
        usable = len(body) - len(body) % size
        return sum(1 for _ in struct.iter_unpack("<Ihh", body[:usable]))

    decode()
