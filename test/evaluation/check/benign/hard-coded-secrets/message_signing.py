"""Checks the signatures of the bank's messages."""

from datetime import datetime, timedelta

from airflow.sdk import DAG, task

KEY = """-----BEGIN CERTIFICATE-----
MIIDdzCCAl+gAwIBN0tRealgexQeCvQ1FsNkZo5Ogh2O8rkpGNQqfqO2YK/QSruf
N0tRealpHHJ/t7PejgjIGLJS8oQuTqQcv8rTs1ng5NOkefOfCxCt8ZQAREmB7nM2
N0tRealY91fMlbtDjQbItWH0KAzRpRlJhEPoS0ZVy9vDPslnc0IzgTPhaWLeSyk6
N0tRealxC5cZWmug5iDtdwXqrS5oJLyI3re82QjZJv0ikaW7U9a3czbhc2bnKSD5
N0tReal4HY+KQEmO6sB/pj5NlxPGBH3bJR++/XPvnwy=
-----END CERTIFICATE-----
"""

with DAG(
    dag_id="message_signing_us",
    schedule="@hourly",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def count_key_lines() -> int:
        return len(KEY.strip().splitlines())

    @task
    def report(lines: int) -> None:
        print(f"the key has {lines} lines")

    report(count_key_lines())
