"""
### Warehouse load

Stages the files of the night, copies them into the warehouse in one session and refreshes the views built on them.
"""

from __future__ import annotations

import logging
import socket
from datetime import timedelta

from airflow.sdk import chain, dag, task

WAREHOUSE = ("127.0.0.1", 5439)
CONNECT_TIMEOUT_SECONDS = 2
FILES = {"orders.csv": 18_204, "returns.csv": 733, "vouchers.csv": 96}
VIEWS = ["sales_daily", "returns_daily"]

log = logging.getLogger(__name__)


class Session:
    """A session of the warehouse's copy protocol."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def copy(self, name: str, rows: int) -> None:
        self._connection.sendall(f"copy {name} {rows}\n".encode())

    def rollback(self) -> None:
        self._connection.sendall(b"rollback\n")


@task
def stage_files() -> dict[str, int]:
    for name, rows in FILES.items():
        log.info("staged %s, %d rows", name, rows)
    log.warning("vouchers.csv is smaller than usual: 96 rows, mean of 30 days is 240")
    return FILES


@task
def load_warehouse(files: dict[str, int]) -> int:
    log.info("loading %d files, %d rows", len(files), sum(files.values()))
    session = None
    loaded = 0
    try:
        session = _open_session()
        for name, rows in files.items():
            session.copy(name, rows)
            loaded += 1
    except OSError:
        log.error("load stopped after %d of %d files, rolling back", loaded, len(files))
        session.rollback()
        raise
    finally:
        log.info("lock of table load_history released")
    return loaded


def _open_session() -> Session:
    log.info("opening a session at %s:%d", *WAREHOUSE)
    return Session(socket.create_connection(WAREHOUSE, timeout=CONNECT_TIMEOUT_SECONDS))


@task
def refresh_views(loaded: int) -> None:
    for view in VIEWS:
        log.info("%s refreshed after %d files", view, loaded)


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=5),
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=1)},
    tags=["warehouse"],
    doc_md=__doc__,
)
def warehouse_load():
    files = stage_files()
    loaded = load_warehouse(files)
    chain(files, loaded, refresh_views(loaded))


warehouse_load()
