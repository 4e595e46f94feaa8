"""Checks the frames that field devices send."""

from datetime import datetime, timedelta
from functools import reduce

from airflow.sdk import DAG, task

FRAME = [2, 17, 32, 4, 99, 18, 250, 7, 41]

with DAG(
    dag_id="device_parity_eu",
    schedule="@hourly",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=3)},
):

    @task
    def check_frame() -> int:
        parity = reduce(lambda a, b: a ^ b, FRAME)
        if parity > 0xFF:
            raise ValueError("a frame holds bytes only")
        return parity

    @task
    def report(parity: int) -> None:
        print(f"parity {parity:#04x}")

    report(check_frame())
