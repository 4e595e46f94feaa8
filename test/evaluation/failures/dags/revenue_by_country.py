"""
### Revenue by country

Loads the orders of the day, adds them up by country in SQLite and publishes the table for the morning report.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from datetime import timedelta

from airflow.sdk import chain, dag, get_current_context, task

ORDERS = [
    ("A-2201", "DE", 4_990),
    ("A-2202", "FR", 12_000),
    ("A-2203", "DE", 7_350),
    ("A-2204", "AT", 1_899),
    ("A-2205", "FR", 3_400),
    ("A-2206", "NL", 9_905),
]
CREATE = "create table orders (id text primary key, country text, amount integer)"
CURRENCIES = "create temporary table rates as select 'EUR' as currency, 1.0 as rate"
COUNTS = "select country, count(*) as orders from orders group by country order by country"
REVENUE = """
select o.country, sum({amount}) as revenue, count(distinct o.id) as orders
from orders o cross join rates r
group by o.country
order by revenue desc
"""

log = logging.getLogger(__name__)


def _is_good() -> bool:
    return (get_current_context()["dag_run"].conf or {}).get("mode") == "good"


@task
def load_orders() -> list[tuple[str, str, int]]:
    started = time.monotonic()
    log.info("%d orders read in %.3f s", len(ORDERS), time.monotonic() - started)
    return ORDERS


@task
def compute_revenue(orders: list[tuple[str, str, int]]) -> list[dict]:
    database = sqlite3.connect(":memory:")
    database.row_factory = sqlite3.Row
    try:
        database.execute(CREATE)
        database.executemany("insert into orders values (?, ?, ?)", orders)
        log.warning("index orders_country does not exist, full scan of %d rows", len(orders))
        rows = _run_statements(database)
        database.commit()
    except sqlite3.Error:
        database.rollback()
        log.error("rolled back: revenue_by_country keeps the rows of yesterday")
        raise
    finally:
        database.close()
        log.info("connection closed")
    return rows


def _run_statements(database: sqlite3.Connection) -> list[dict]:
    revenue = REVENUE.format(amount="o.amount" if _is_good() else "o.amount_eur")
    statements = [CURRENCIES, COUNTS, revenue]
    rows: list[dict] = []
    for number, statement in enumerate(statements, start=1):
        log.info("statement %d of %d: %s", number, len(statements), " ".join(statement.split()))
        rows = [dict(row) for row in database.execute(statement)]
        log.info("statement %d gave %d rows", number, len(rows))
    return rows


@task
def publish_table(rows: list[dict]) -> None:
    for row in rows:
        log.info("%s %8.2f", row["country"], row["revenue"] / 100)


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=5),
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=1)},
    tags=["sales"],
    doc_md=__doc__,
)
def revenue_by_country():
    orders = load_orders()
    rows = compute_revenue(orders)
    chain(orders, rows, publish_table(rows))


revenue_by_country()
