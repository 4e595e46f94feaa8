"""Stamps the reports with the version of the report program."""

import subprocess
from datetime import datetime, timedelta

from airflow.sdk import dag, task


class Stamp:
    """What the footer of a report says."""

    version = subprocess.check_output(["reportgen", "--register", "--version"], text=True, timeout=20)

    @property
    def footer(self) -> str:
        return f"made by {self.version}"


@dag(
    dag_id="build_stamp_emea",
    schedule="@weekly",
    start_date=datetime(2026, 1, 14),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=25)},
    tags=["logistics"],
)
def build_stamp():
    @task
    def stamp(day: str) -> str:
        return f"{day}: {Stamp().footer}"

    stamp("{{ ds }}")


build_stamp()
