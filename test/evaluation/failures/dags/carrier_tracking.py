"""
### Carrier tracking

Asks the carrier where the open shipments are and updates their status for the customer portal.
"""

from __future__ import annotations

import json
import logging
import time
from datetime import timedelta

from airflow.sdk import chain, dag, get_current_context, task

CARRIER = "Kestrel"
SHIPMENTS = ["S-301", "S-302", "S-303", "S-304"]
ANSWER_SECONDS = 0.3
ANSWER = json.dumps([{"shipment": number, "status": "in transit"} for number in SHIPMENTS])
MAINTENANCE_PAGE = "<!doctype html><html><title>Kestrel</title><h1>We are back soon</h1></html>"

log = logging.getLogger(__name__)


class TrackingError(Exception):
    """The carrier gave no usable answer."""


def _is_good() -> bool:
    return (get_current_context()["dag_run"].conf or {}).get("mode") == "good"


@task
def list_shipments() -> list[str]:
    log.info("%d open shipments with %s", len(SHIPMENTS), CARRIER)
    log.warning("3 shipments have no carrier number, left out")
    return SHIPMENTS


@task(retries=1, retry_delay=timedelta(seconds=1))
def fetch_tracking(shipments: list[str]) -> dict[str, str]:
    attempt = get_current_context()["ti"].try_number
    log.info("asking %s for %d shipments", CARRIER, len(shipments))
    log.warning("quota of the carrier's API: 91 % used today")
    try:
        answer = _ask(attempt)
        log.info("answer of %d characters", len(answer))
        statuses = _parse(answer)
    except (OSError, ValueError) as error:
        log.error("portal keeps the old status of %d shipments", len(shipments))
        raise TrackingError(f"{CARRIER} gave no usable answer") from error
    finally:
        log.info("rate limiter released")
    return statuses


def _ask(attempt: int) -> str:
    time.sleep(ANSWER_SECONDS)
    if _is_good():
        return ANSWER
    if attempt == 1:
        raise TimeoutError("read of the carrier's answer timed out after 0.3 s")
    return MAINTENANCE_PAGE


def _parse(answer: str) -> dict[str, str]:
    return {entry["shipment"]: entry["status"] for entry in json.loads(answer)}


@task
def update_portal(statuses: dict[str, str]) -> None:
    log.info("status of %d shipments updated", len(statuses))


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=5),
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=1)},
    tags=["logistics"],
    doc_md=__doc__,
)
def carrier_tracking():
    shipments = list_shipments()
    statuses = fetch_tracking(shipments)
    chain(shipments, statuses, update_portal(statuses))


carrier_tracking()
