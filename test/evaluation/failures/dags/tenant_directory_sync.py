"""
### Tenant directory sync

Reads who belongs to which tenant from the identity table and refreshes the directory the support team searches.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from airflow.sdk import chain, dag, get_current_context, task

TABLE = "navigator-identity"
TENANTS = ["atlas", "breeze", "cobalt"]
CACHED_IDENTITIES = 12

log = logging.getLogger(__name__)


class DirectoryError(Exception):
    """The directory could not be refreshed."""


def _is_good() -> bool:
    return (get_current_context()["dag_run"].conf or {}).get("mode") == "good"


@task
def list_tenants() -> list[str]:
    log.info("%d tenants: %s", len(TENANTS), ", ".join(TENANTS))
    log.warning("tenant breeze is not allowed to invite guests, its guests are left out")
    return TENANTS


@task
def read_identities(tenants: list[str]) -> int:
    log.warning("copy of %d identities is 26 hours old", CACHED_IDENTITIES)
    if _is_good():
        log.info("identities of %d tenants taken from the copy", len(tenants))
        return CACHED_IDENTITIES
    try:
        identities = _scan()
    except Exception as error:
        log.error("directory left as it was, 0 of %d tenants refreshed", len(tenants))
        raise DirectoryError("identities could not be read") from error
    finally:
        log.info("reader of identities closed")
    log.info("%d identities read", identities)
    return identities


def _scan() -> int:
    import boto3

    log.info("reading table %s", TABLE)
    pages = boto3.client("dynamodb").get_paginator("scan").paginate(TableName=TABLE)
    return sum(page["Count"] for page in pages)


@task
def write_directory(identities: int) -> None:
    log.info("directory written, %d entries", identities)


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=5),
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=1)},
    tags=["support"],
    doc_md=__doc__,
)
def tenant_directory_sync():
    tenants = list_tenants()
    identities = read_identities(tenants)
    chain(tenants, identities, write_directory(identities))


tenant_directory_sync()
