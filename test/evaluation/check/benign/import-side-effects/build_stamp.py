"""Stamps the reports with the version of the report program."""

import subprocess
from datetime import datetime, timedelta

from airflow.sdk import dag, task


class Stamp:
    """What the footer of a report says."""

    program = "reportgen"

    @property
    def footer(self) -> str:
        version = subprocess.check_output([self.program, "--version"], text=True, timeout=20)
        return f"made by {version}"


@dag(
    dag_id="build_stamp_apac",
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
