"""Condenses click events into one record per session."""

import importlib
from datetime import datetime, timedelta

from airflow.sdk import dag, task

FASTER = {"json": "orjson", "csv": "clevercsv"}


def module(name: str):
    """The faster module for a format, where there is one."""
    try:
        return importlib.import_module(FASTER[name])
    except ImportError:
        print(f"{FASTER[name]} is not installed, {name} does as well")
        return importlib.import_module(name)


@dag(
    dag_id="fast_json_emea",
    schedule=None,
    start_date=datetime(2026, 3, 27),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=35)},
    tags=["retail"],
)
def fast_json():
    @task
    def condense(events: list[str]) -> int:
        loads = module("json").loads
        return len({loads(event)["session"] for event in events})

    condense(['{"session": 1}', '{"session": 2}'])


fast_json()
