"""
### Nightly sales

Reads `sales/orders.csv`, adds it up in SQLite with the query in `sales/revenue_by_region.sql`, and logs a table.

Its parts show what may lie beside a workflow: data, an SQL template and a module of your own.
Tasks may run on different machines, so they hand each other small values, never paths.
"""

from __future__ import annotations

import csv
import sqlite3
import tempfile
from datetime import timedelta
from pathlib import Path

import pendulum
from airflow.sdk import Param, dag, task

from helpers.orders import Order, parse_orders
from helpers.tables import format_table

ORDERS = Path(__file__).parent / "sales" / "orders.csv"
REVENUE_QUERY = "sales/revenue_by_region.sql"


@task
def extract() -> list[Order]:
    with ORDERS.open(newline="", encoding="utf-8") as file:
        orders = parse_orders(csv.DictReader(file))
    print(f"{len(orders)} orders read from {ORDERS.name}")
    return orders


@task(templates_dict={"query": REVENUE_QUERY}, templates_exts=[".sql"])
def load(orders: list[Order], templates_dict: dict[str, str] | None = None) -> list[dict]:
    query = (templates_dict or {})["query"]
    with tempfile.TemporaryDirectory() as folder:
        database = sqlite3.connect(Path(folder) / "sales.db")
        database.row_factory = sqlite3.Row
        try:
            database.execute("create table orders (id text primary key, region text, cents integer)")
            database.executemany("insert into orders values (:id, :region, :cents)", orders)
            rows = [dict(row) for row in database.execute(query)]
        finally:
            database.close()
    print(f"{len(rows)} regions")
    return rows


@task
def report(rows: list[dict]) -> None:
    print(format_table(rows))


@dag(
    schedule="30 2 * * *",
    start_date=pendulum.datetime(2025, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=10),
    default_args={"retries": 2, "retry_delay": timedelta(seconds=30), "execution_timeout": timedelta(minutes=2)},
    params={"regions": Param(10, type="integer", minimum=1, description="how many regions, best first")},
    tags=["data", "example"],
    doc_md=__doc__,
)
def nightly_sales():
    report(load(extract()))


nightly_sales()
