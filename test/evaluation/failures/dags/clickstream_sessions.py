"""
### Clickstream sessions

Reads the click events of the day partition by partition and joins them to sessions in memory.
"""

from __future__ import annotations

import logging
import os
import random
import signal
from datetime import timedelta

from airflow.sdk import chain, dag, get_current_context, task

PARTITIONS = 6
PARTITIONS_OF_A_QUIET_DAY = 3
MIB_PER_PARTITION = 430
MEMORY_LIMIT_MIB = 2_048
WARN_AT_MIB = 1_200
SESSIONS_PER_PARTITION = 21_400

log = logging.getLogger(__name__)


def _is_good() -> bool:
    return (get_current_context()["dag_run"].conf or {}).get("mode") == "good"


@task
def list_partitions() -> int:
    partitions = PARTITIONS_OF_A_QUIET_DAY if _is_good() else PARTITIONS
    log.info("%d partitions of click events", partitions)
    return partitions


@task
def build_sessions(partitions: int) -> int:
    log.error("bot filter list is 9 days old, refresh failed at its last attempt")
    used = 0
    for partition in range(partitions):
        log.info("partition %02d: %d events read", partition, random.randint(900_000, 1_400_000))
        used += MIB_PER_PARTITION
        _hold(used)
        log.info("partition %02d joined, %d MiB of sessions held", partition, used)
    sessions = partitions * SESSIONS_PER_PARTITION
    log.info("%d sessions", sessions)
    return sessions


def _hold(mib: int) -> None:
    if mib > MEMORY_LIMIT_MIB:
        # What the kernel does to a process above the limit of its control group.
        os.kill(os.getpid(), signal.SIGKILL)
    if mib > WARN_AT_MIB:
        log.warning("%d MiB in use, the worker has %d MiB", mib, MEMORY_LIMIT_MIB)


@task
def write_sessions(sessions: int) -> None:
    log.info("%d sessions written to sessions_daily", sessions)


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=5),
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=1)},
    tags=["web"],
    doc_md=__doc__,
)
def clickstream_sessions():
    partitions = list_partitions()
    sessions = build_sessions(partitions)
    chain(partitions, sessions, write_sessions(sessions))


clickstream_sessions()
