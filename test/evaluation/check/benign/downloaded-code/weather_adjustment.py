"""Adjusts the energy forecast to tomorrow's weather."""

import csv
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from airflow.sdk import dag, task


@dag(
    dag_id="weather_adjustment_emea",
    schedule="15 */6 * * *",
    start_date=datetime(2026, 6, 12),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=15)},
    tags=["marketing"],
)
def weather_adjustment():
    @task
    def adjust(day: str) -> float:
        import urllib3

        answer = urllib3.request("GET", f"https://weather.example/adjust/{day}", timeout=30.0)
        with tempfile.TemporaryDirectory() as work:
            saved = Path(work) / "adjustment.dat"
            saved.write_bytes(answer.data)
            with saved.open(newline="") as lines:
                factors = [float(row["factor"]) for row in csv.DictReader(lines)]
            return sum(factors) / max(len(factors), 1)

    adjust("{{ ds }}")


weather_adjustment()
