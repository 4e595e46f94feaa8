"""Watches the label printers of the warehouse."""

import socket
from datetime import timedelta

import pendulum
from airflow.sdk import dag, task

PRINTERS = {"dock-1": "192.0.2.21", "dock-2": "192.0.2.22"}


def state(address: str) -> bytes:
    with socket.create_connection((address, 9100), timeout=3) as printer:
        printer.sendall(b"~HS\r\n")
        return printer.recv(256)


STATES = {name: state(address) for name, address in PRINTERS.items()}


@dag(
    dag_id="printer_queue_emea",
    schedule="@weekly",
    start_date=pendulum.datetime(2026, 6, 14, tz="UTC"),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=50)},
    tags=["platform"],
)
def printer_queue():
    @task
    def watch(name: str) -> int:
        return len(STATES[name])

    watch.expand(name=sorted(STATES))


printer_queue()
