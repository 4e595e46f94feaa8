"""Measures the latency between worker and metrics server."""

import socket
from datetime import datetime, timedelta

from airflow.sdk import DAG, task

with DAG(
    dag_id="latency_probe_us",
    schedule="*/10 * * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=1)},
):

    @task
    def probe() -> None:
        import time

        begin = time.monotonic()
        with socket.create_connection(("graphite.acme.example", 2003), timeout=5) as link:
            latency = time.monotonic() - begin
            link.sendall(f"airflow.latency {latency:.6f} {int(time.time())}\n".encode())

    probe()
