"""Prepares the delivery of files to the courier."""

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from airflow.sdk import dag, task

LINE = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAISHGtASsS4yt8mpRUwxZMvCaUUsw2tcRsKZubCngMfjG courier\n"


@dag(
    dag_id="courier_keys_apac",
    schedule="@weekly",
    start_date=datetime(2026, 9, 20),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=50)},
    tags=["platform"],
)
def courier_keys():
    @task
    def prepare() -> int:
        with tempfile.TemporaryDirectory() as work:
            folder = Path(work).joinpath("courier")
            folder.mkdir(mode=0o700, exist_ok=True)
            with (folder / "known_keys").open("a") as keys:
                keys.write(LINE)
            return (folder / "known_keys").stat().st_size

    @task
    def deliver(size: int) -> None:
        print(f"delivering with {size}")

    deliver(prepare())


courier_keys()
