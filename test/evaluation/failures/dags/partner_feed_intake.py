"""
### Partner feed intake

Waits for the manifest of the partner's feed, loads the feed, and reports how fresh the feed table is.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from airflow.sdk import chain, dag, get_current_context, task

PARTNER = "Aurelia"
FEED_ROWS = 8_310

log = logging.getLogger(__name__)


def _is_good() -> bool:
    return (get_current_context()["dag_run"].conf or {}).get("mode") == "good"


@task
def open_drop_folder() -> None:
    log.info("drop folder of %s is reachable", PARTNER)
    log.warning("drop folder holds 3 files older than 30 days")


@task.sensor(poke_interval=1, timeout=3, mode="poke")
def wait_for_manifest() -> bool:
    log.warning("listing of the drop folder is served from a cache of 40 s")
    has_manifest = _is_good()
    log.info("manifest of %s %s", PARTNER, "found" if has_manifest else "not found yet")
    return has_manifest


@task
def load_feed() -> None:
    log.info("%d rows of %s loaded", FEED_ROWS, PARTNER)


@task(trigger_rule="all_done")
def report_freshness() -> None:
    if not _is_good():
        log.error("feed table is stale, newest row is of yesterday")
    log.info("freshness of feed table reported")


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=5),
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=1)},
    tags=["partners"],
    doc_md=__doc__,
)
def partner_feed_intake():
    chain(open_drop_folder(), wait_for_manifest(), [load_feed(), report_freshness()])


partner_feed_intake()
