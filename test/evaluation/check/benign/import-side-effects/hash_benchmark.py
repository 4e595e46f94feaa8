from datetime import datetime, timedelta

import hashlib
import time

from airflow.sdk import DAG, task

ROUNDS = 20_000

with DAG(
    dag_id="hash_benchmark_us",
    schedule="@weekly",
    start_date=datetime(2026, 1, 4),
    catchup=False,
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def measure() -> float:
        begin = time.monotonic()
        hashlib.pbkdf2_hmac("sha256", b"benchmark", b"salt-of-the-benchmark", ROUNDS)
        return time.monotonic() - begin

    measure()
