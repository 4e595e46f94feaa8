"""
### Service watch

Opens a TCP connection to each endpoint, one mapped task per endpoint, and logs which answer and how fast.
With `fail_when_down` the run fails when one does not answer.
"""

from __future__ import annotations

import socket
import time
from datetime import timedelta

from airflow.sdk import Param, dag, task

from helpers.tables import format_table

CONNECT_TIMEOUT_SECONDS = 2


@task
def list_endpoints(params: dict | None = None) -> list[str]:
    return (params or {})["endpoints"]


@task
def probe(endpoint: str) -> dict:
    host, _, port = endpoint.rpartition(":")
    started = time.monotonic()
    try:
        with socket.create_connection((host, int(port)), timeout=CONNECT_TIMEOUT_SECONDS):
            state = "up"
    except OSError as error:
        state = f"down ({error.strerror or error})"
    return {"endpoint": endpoint, "state": state, "milliseconds": round(1000 * (time.monotonic() - started), 1)}


# The probes have spoken; another try of the report would say the same.
@task(retries=0)
def report(probes: list[dict], params: dict | None = None) -> None:
    results = list(probes)
    print(format_table(results))
    down = [result["endpoint"] for result in results if result["state"] != "up"]
    if down and (params or {})["fail_when_down"]:
        raise RuntimeError(f"no answer from {', '.join(down)}")


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=5),
    default_args={"retries": 1, "retry_delay": timedelta(seconds=10), "execution_timeout": timedelta(minutes=1)},
    params={
        "endpoints": Param(
            ["127.0.0.1:22", "127.0.0.1:443"],
            type="array",
            items={"type": "string", "pattern": r"^.+:\d{1,5}$"},
            minItems=1,
            maxItems=50,
        ),
        "fail_when_down": Param(False, type="boolean"),
    },
    tags=["monitoring", "example"],
    doc_md=__doc__,
)
def service_watch():
    report(probe.expand(endpoint=list_endpoints()))


service_watch()
