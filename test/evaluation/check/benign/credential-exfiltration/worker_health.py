from datetime import datetime, timedelta
from pathlib import Path

from airflow.sdk import DAG, chain, task

with DAG(
    dag_id="worker_health_us",
    schedule="*/15 * * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=1)},
):

    @task
    def read_load() -> str:
        return Path("/proc/loadavg").read_text().split()[0]

    @task
    def read_memory() -> int:
        values = {}
        for line in Path("/proc/meminfo").read_text().splitlines():
            name, _, rest = line.partition(":")
            values[name] = int(rest.split()[0])
        return values["MemAvailable"]

    chain(read_load(), read_memory())
