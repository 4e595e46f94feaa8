"""
### Supplier price sync

Fetches the price pages of our suppliers, one supplier after the other, and merges them into the price list.
"""

from __future__ import annotations

import logging
import time
from datetime import timedelta

from airflow.sdk import chain, dag, get_current_context, task

SUPPLIERS = {"Adler": 2, "Borchert": 1, "Nordwind": 3}
SLOW_SUPPLIER = "Nordwind"
PAGE_ROWS = 50
PAGE_SECONDS = 0.1
STUCK_SECONDS = 60

log = logging.getLogger(__name__)


def _is_good() -> bool:
    return (get_current_context()["dag_run"].conf or {}).get("mode") == "good"


@task
def list_suppliers() -> dict[str, int]:
    log.info("%d suppliers with a price feed", len(SUPPLIERS))
    log.warning("supplier Castell has no contract since May, left out")
    return SUPPLIERS


@task(execution_timeout=timedelta(seconds=3))
def fetch_prices(suppliers: dict[str, int]) -> int:
    prices = 0
    complete = False
    try:
        for supplier, pages in suppliers.items():
            for page in range(1, pages + 1):
                prices += _fetch_page(supplier, page)
        complete = True
    finally:
        if not complete:
            log.error("price snapshot is incomplete: %d prices", prices)
        log.info("session with the supplier gateway closed")
    return prices


def _fetch_page(supplier: str, page: int) -> int:
    log.info("%s: page %d requested", supplier, page)
    if supplier == SLOW_SUPPLIER and page == 1:
        log.warning("%s answers slowly, timeout of the gateway may be near", supplier)
    is_stuck = supplier == SLOW_SUPPLIER and page == 2 and not _is_good()
    time.sleep(STUCK_SECONDS if is_stuck else PAGE_SECONDS)
    log.info("%s: page %d has %d prices", supplier, page, PAGE_ROWS)
    return PAGE_ROWS


@task
def merge_prices(prices: int) -> None:
    log.info("%d prices merged", prices)


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=5),
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=1)},
    tags=["purchasing"],
    doc_md=__doc__,
)
def supplier_price_sync():
    suppliers = list_suppliers()
    prices = fetch_prices(suppliers)
    chain(suppliers, prices, merge_prices(prices))


supplier_price_sync()
