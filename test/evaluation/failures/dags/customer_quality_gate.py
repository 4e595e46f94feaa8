"""
### Customer quality gate

Profiles the new snapshot of the customer table and promotes it when every check holds.
"""

from __future__ import annotations

import logging
import random
from datetime import timedelta

from airflow.sdk import chain, dag, get_current_context, task

ROWS = 50_000
ROWS_LAST_WEEK = 52_140
LARGEST_LOSS = 0.1
LARGEST_NULL_RATE = 0.05
EMAILS_MISSING = 9_200
EMAILS_MISSING_AS_USUAL = 610
PHONES_MISSING = 1_850

log = logging.getLogger(__name__)


def _is_good() -> bool:
    return (get_current_context()["dag_run"].conf or {}).get("mode") == "good"


@task
def profile_snapshot() -> dict:
    log.info("profiled %d rows in %d ms", ROWS, random.randint(400, 900))
    missing = EMAILS_MISSING_AS_USUAL if _is_good() else EMAILS_MISSING
    return {"rows": ROWS, "missing": {"customer_phone": PHONES_MISSING, "customer_email": missing}}


@task
def check_snapshot(profile: dict) -> None:
    log.error("4 rows with country code XK, which is not in the ISO list; kept")
    promoted = False
    try:
        _check_row_count(profile["rows"])
        for column, missing in profile["missing"].items():
            _check_null_rate(column, missing, profile["rows"])
        promoted = True
    finally:
        if not promoted:
            log.error("gate closed: snapshot is not promoted, readers stay on the last one")
        log.info("check session ended, results kept for 30 days")


def _check_row_count(rows: int) -> None:
    loss = 1 - rows / ROWS_LAST_WEEK
    log.warning("row count is %.1f %% below last week's", 100 * loss)
    assert loss <= LARGEST_LOSS, f"row count fell by {loss:.3f}, allowed is {LARGEST_LOSS}"
    log.info("check of row count passed")


def _check_null_rate(column: str, missing: int, rows: int) -> None:
    rate = missing / rows
    assert rate <= LARGEST_NULL_RATE, f"null rate of {column} is {rate:.3f}, allowed is {LARGEST_NULL_RATE}"
    log.info("check of %s passed", column)


@task
def promote_snapshot() -> None:
    log.info("snapshot promoted, readers switched")


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=5),
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=1)},
    tags=["customers"],
    doc_md=__doc__,
)
def customer_quality_gate():
    profile = profile_snapshot()
    chain(profile, check_snapshot(profile), promote_snapshot())


customer_quality_gate()
