"""
### Load warehouse

Copies the orders of `sales/orders.csv` into the warehouse and counts them there.

Nothing listens where it looks for the warehouse, so it fails for a real reason: `navigator explain` says which.
"""

from __future__ import annotations

import csv
import socket
from datetime import timedelta
from pathlib import Path

from airflow.sdk import Param, dag, task

from helpers.orders import Order, parse_orders

ORDERS = Path(__file__).parent / "sales" / "orders.csv"
CONNECT_TIMEOUT_SECONDS = 5


@task
def extract() -> list[Order]:
    with ORDERS.open(newline="", encoding="utf-8") as file:
        orders = parse_orders(csv.DictReader(file))
    print(f"{len(orders)} orders read from {ORDERS.name}")
    return orders


@task
def load(orders: list[Order], params: dict | None = None) -> int:
    host, _, port = (params or {})["warehouse"].rpartition(":")
    print(f"connecting to the warehouse at {host}:{port}")
    with socket.create_connection((host, int(port)), timeout=CONNECT_TIMEOUT_SECONDS) as warehouse:
        for order in orders:
            warehouse.sendall(f"{order['id']}\t{order['region']}\t{order['cents']}\n".encode())
    return len(orders)


@task
def report(loaded: int) -> None:
    print(f"{loaded} orders loaded")


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=5),
    # Another try would be refused as well.
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=1)},
    params={"warehouse": Param("127.0.0.1:5439", type="string", pattern=r"^.+:\d{1,5}$")},
    tags=["data", "example"],
    doc_md=__doc__,
)
def load_warehouse():
    report(load(extract()))


load_warehouse()
