"""Measures how fast the tills of the shops answer."""

import os
import socket
import time
from datetime import timedelta

import pendulum
from airflow.sdk import dag, task


@dag(
    dag_id="till_probe_emea",
    schedule=None,
    start_date=pendulum.datetime(2026, 3, 21, tz="UTC"),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=10)},
    tags=["finance"],
)
def till_probe():
    @task
    def probe(address: str) -> float:
        begin = time.monotonic()
        with socket.create_connection((address, 8443), timeout=20) as till:
            for number in range(3):
                till.sendall(f"PING {number} {os.getpid()}\n".encode())
            print(till.recv(64))
        return time.monotonic() - begin

    probe.expand(address=["192.0.2.61", "192.0.2.62"])


till_probe()
