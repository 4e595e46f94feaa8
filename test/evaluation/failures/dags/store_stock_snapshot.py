"""
### Store stock snapshot

Unpacks the night's delivery of stock files, one per store, and adds them up to one snapshot per article.
"""

from __future__ import annotations

import csv
import logging
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

from airflow.sdk import chain, dag, get_current_context, task

DELIVERY = {
    "bremen": "article,pieces\nchair,14\nlamp,3\n",
    "erfurt": "article,pieces\nchair,2\nshelf,9\n",
    "leipzig": "article,pieces\nlamp,21\nshelf,4\n",
    "mainz": "article,pieces\nchair,7\n",
}
STORE_OF_CONCERN = "leipzig"

log = logging.getLogger(__name__)


class SnapshotError(Exception):
    """A snapshot that would not be whole."""


def _is_good() -> bool:
    return (get_current_context()["dag_run"].conf or {}).get("mode") == "good"


@task
def list_stores() -> list[str]:
    stores = sorted(DELIVERY)
    log.info("%d stores: %s", len(stores), ", ".join(stores))
    log.warning("store mainz counts by hand this week")
    return stores


@task
def build_snapshot(stores: list[str]) -> dict[str, int]:
    with tempfile.TemporaryDirectory() as folder:
        landing = Path(folder) / "landing"
        landing.mkdir()
        _unpack(landing)
        pieces = Counter(_overrides(landing))
        try:
            for store in stores:
                pieces.update(_stock_of(store, landing))
        except OSError as error:
            log.error("snapshot of %d stores dropped, %d articles discarded", len(stores), len(pieces))
            raise SnapshotError("stock of the stores is not complete") from error
        finally:
            log.info("landing folder cleared")
    log.info("%d articles, %d pieces", len(pieces), pieces.total())
    return dict(pieces)


def _unpack(landing: Path) -> None:
    for store, content in DELIVERY.items():
        if _is_good() or store != STORE_OF_CONCERN:
            (landing / f"stock_{store}.csv").write_text(content, encoding="utf-8")
    log.info("delivery of the night unpacked")


def _overrides(landing: Path) -> dict[str, int]:
    try:
        return _read(landing / "overrides.csv")
    except FileNotFoundError as error:
        log.warning("no overrides applied: %s", error)
        return {}


def _stock_of(store: str, landing: Path) -> dict[str, int]:
    log.info("adding the stock of %s", store)
    return _read(landing / f"stock_{store}.csv")


def _read(path: Path) -> dict[str, int]:
    with path.open(newline="", encoding="utf-8") as file:
        return {row["article"]: int(row["pieces"]) for row in csv.DictReader(file)}


@task
def publish_snapshot(pieces: dict[str, int]) -> None:
    for article, count in sorted(pieces.items()):
        log.info("%-8s %4d", article, count)


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=5),
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=1)},
    tags=["stores"],
    doc_md=__doc__,
)
def store_stock_snapshot():
    stores = list_stores()
    pieces = build_snapshot(stores)
    chain(stores, pieces, publish_snapshot(pieces))


store_stock_snapshot()
