"""
### Disk report

Measures how full the worker's disks are and logs a table with a verdict for each.
With `fail_when_critical` the run fails when a disk is above the upper limit.
"""

from __future__ import annotations

import shutil
from datetime import timedelta

from airflow.sdk import Param, dag, task

from helpers.tables import format_table

GIBIBYTE = 1024**3


@task
def measure(params: dict | None = None) -> list[dict]:
    return [_measure_disk(path) for path in (params or {})["paths"]]


def _measure_disk(path: str) -> dict:
    usage = shutil.disk_usage(path)
    return {
        "path": path,
        "used_percent": round(100 * usage.used / usage.total, 1),
        "free_gib": round(usage.free / GIBIBYTE, 1),
    }


@task
def judge(disks: list[dict], params: dict | None = None) -> list[dict]:
    limits = params or {}

    def verdict(used_percent: float) -> str:
        if used_percent >= limits["critical_percent"]:
            return "critical"
        return "warning" if used_percent >= limits["warning_percent"] else "ok"

    return [{**disk, "verdict": verdict(disk["used_percent"])} for disk in disks]


# Another try would find the disk just as full.
@task(retries=0)
def report(disks: list[dict], params: dict | None = None) -> None:
    print(format_table(disks))
    critical = [disk["path"] for disk in disks if disk["verdict"] == "critical"]
    if critical and (params or {})["fail_when_critical"]:
        raise RuntimeError(f"too full: {', '.join(critical)}")


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=5),
    default_args={"retries": 1, "retry_delay": timedelta(seconds=10), "execution_timeout": timedelta(minutes=1)},
    params={
        "paths": Param(["/"], type="array", items={"type": "string"}, minItems=1),
        "warning_percent": Param(80, type="number", minimum=0, maximum=100),
        "critical_percent": Param(90, type="number", minimum=0, maximum=100),
        "fail_when_critical": Param(False, type="boolean"),
    },
    tags=["infrastructure", "example"],
    doc_md=__doc__,
)
def disk_report():
    report(judge(measure()))


disk_report()
