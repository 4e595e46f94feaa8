"""
### CRM contact export

Reads the changed contacts, reads where the marketing team wants them, and exports them page by page.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from airflow.sdk import Variable, chain, dag, task

CONTACTS = 418
WITHOUT_CONSENT = 31
DEFAULT_PAGE_SIZE = "200"

log = logging.getLogger(__name__)


@task
def read_contacts() -> int:
    log.info("%d contacts changed since the last export", CONTACTS)
    log.warning("%d contacts without consent, left out", WITHOUT_CONSENT)
    return CONTACTS - WITHOUT_CONSENT


@task
def export_contacts(contacts: int) -> int:
    pages = 0
    try:
        settings = _settings()
        pages = -(-contacts // settings["page_size"])
        log.info("%d pages written below %s", pages, settings["prefix"])
    finally:
        log.info("export cursor put back to page %d", pages)
    return pages


def _settings() -> dict:
    page_size = Variable.get("crm_page_size", default=None)
    if page_size is None:
        log.warning("variable crm_page_size is not set, %s is used", DEFAULT_PAGE_SIZE)
        page_size = DEFAULT_PAGE_SIZE
    log.info("page size %s", page_size)
    try:
        prefix = Variable.get("crm_export_prefix")
    except Exception as error:
        log.error("marketing keeps the contacts of the last export")
        raise RuntimeError("export of contacts is not configured") from error
    return {"page_size": int(page_size), "prefix": prefix}


@task
def notify_marketing(pages: int) -> None:
    log.info("marketing told of %d pages", pages)


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=5),
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=1)},
    tags=["marketing"],
    doc_md=__doc__,
)
def crm_contact_export():
    contacts = read_contacts()
    pages = export_contacts(contacts)
    chain(contacts, pages, notify_marketing(pages))


crm_contact_export()
