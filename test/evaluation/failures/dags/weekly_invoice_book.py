"""
### Weekly invoice book

Collects the invoices of the week, groups them by customer and writes a workbook with one sheet per customer.
"""

from __future__ import annotations

import csv
import io
import json
import logging
from datetime import timedelta

from airflow.sdk import chain, dag, get_current_context, task

WEEK = "2024-W23"
INVOICES = [
    {"id": "R-5101", "customer": "Birkenhof", "cents": 120_450},
    {"id": "R-5102", "customer": "Nordlicht", "cents": 8_990},
    {"id": "R-5103", "customer": "Birkenhof", "cents": 33_000},
    {"id": "R-5104", "customer": "Tauber", "cents": 71_205},
]
WITHOUT_ORDER = 2

log = logging.getLogger(__name__)


def _is_good() -> bool:
    return (get_current_context()["dag_run"].conf or {}).get("mode") == "good"


@task
def collect_invoices() -> list[dict]:
    log.info("%d invoices of %s", len(INVOICES), WEEK)
    log.warning("%d invoices without a purchase order, kept", WITHOUT_ORDER)
    return INVOICES


@task
def group_by_customer(invoices: list[dict]) -> dict[str, list[dict]]:
    groups: dict[str, list[dict]] = {}
    for invoice in invoices:
        groups.setdefault(invoice["customer"], []).append(invoice)
    log.info("%d customers", len(groups))
    return groups


@task
def write_workbook(groups: dict[str, list[dict]]) -> int:
    log.info("manifest of %d bytes", len(_manifest(groups)))
    try:
        for customer, invoices in groups.items():
            log.info("sheet %s: %d rows", customer, len(invoices))
        size = _write_csv(groups) if _is_good() else _write_excel(groups)
        log.info("invoice book of %s written, %d bytes", WEEK, size)
    finally:
        log.info("scratch folder removed")
    return size


def _manifest(groups: dict[str, list[dict]]) -> bytes:
    content = {customer: len(invoices) for customer, invoices in groups.items()}
    try:
        import orjson
    except ImportError as error:
        log.warning("manifest written with the slower json module: %s", error)
        return json.dumps(content).encode()
    return orjson.dumps(content)


def _write_csv(groups: dict[str, list[dict]]) -> int:
    book = io.StringIO()
    writer = csv.DictWriter(book, fieldnames=["id", "customer", "cents"])
    for invoices in groups.values():
        writer.writerows(invoices)
    return len(book.getvalue())


def _write_excel(groups: dict[str, list[dict]]) -> int:
    from openpyxl import Workbook

    book = Workbook()
    for customer, invoices in groups.items():
        sheet = book.create_sheet(customer)
        for invoice in invoices:
            sheet.append(list(invoice.values()))
    file = io.BytesIO()
    book.save(file)
    return len(file.getvalue())


@task
def announce(size: int) -> None:
    log.info("accounting told: book of %s is ready, %d bytes", WEEK, size)


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=5),
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=1)},
    tags=["finance"],
    doc_md=__doc__,
)
def weekly_invoice_book():
    invoices = collect_invoices()
    groups = group_by_customer(invoices)
    size = write_workbook(groups)
    chain(invoices, groups, size, announce(size))


weekly_invoice_book()
