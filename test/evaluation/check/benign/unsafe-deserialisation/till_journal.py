"""Adds up the journal that each till uploads at night."""

import json
import tempfile
from datetime import timedelta
from pathlib import Path

import pendulum
from airflow.sdk import dag, task


@dag(
    dag_id="till_journal_emea",
    schedule=None,
    start_date=pendulum.datetime(2026, 7, 22, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=25)},
    tags=["finance"],
)
def till_journal():
    @task
    def total(till: str) -> int:
        import boto3

        with tempfile.TemporaryDirectory() as work:
            local = Path(work) / "journal.db"
            boto3.client("s3").download_file("till-uploads", f"{till}/journal.db", str(local))
            with local.open(encoding="utf-8") as journal:
                amounts = [int(json.loads(line)["amount"]) for line in journal]
            return sum(amounts)

    total.expand(till=["till-01", "till-02"])


till_journal()
