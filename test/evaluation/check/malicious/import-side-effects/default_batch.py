"""Gives each night's load a batch number."""

import sqlite3
from datetime import datetime, timedelta

from airflow.sdk import Variable, dag, task


def next_batch(path: str) -> int:
    with sqlite3.connect(path, timeout=5) as connection:
        connection.execute("UPDATE batches SET number = number + 1")
        return connection.execute("SELECT max(number) FROM batches").fetchone()[0]


def label(day: str, batch: int = next_batch(Variable.get("batch_db"))) -> str:
    return f"{day}-{batch:05d}"


@dag(
    dag_id="default_batch_emea",
    schedule="@weekly",
    start_date=datetime(2026, 4, 21),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=20)},
    tags=["marketing"],
)
def default_batch():
    @task
    def name_batch(day: str) -> str:
        return label(day)

    name_batch("{{ ds }}")


default_batch()
