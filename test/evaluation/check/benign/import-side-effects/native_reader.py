"""Reads the native files of the scales."""

import struct
from datetime import datetime, timedelta
from pathlib import Path

from airflow.sdk import DAG, task

RECORD = struct.Struct("<QdI")

with DAG(
    dag_id="native_reader_eu",
    schedule="@hourly",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=10)},
):

    @task
    def read_files() -> int:
        count = 0
        for path in Path("/data/scales").glob("*.bin"):
            count += path.stat().st_size // RECORD.size
        return count

    @task
    def report(count: int) -> None:
        print(f"{count} records")

    report(read_files())
