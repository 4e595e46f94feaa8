import subprocess
from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG

PARTITIONS = ["2026-01-01", "2026-01-02", "2026-01-03"]


def process_partitions() -> int:
    newest_first = PARTITIONS[::-1]
    for day in newest_first:
        subprocess.run(["/opt/etl/bin/load-partition", "--day", day], check=True)
    return len(newest_first)


with DAG(
    dag_id="partition_order_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
):
    PythonOperator(
        task_id="process_partitions",
        python_callable=process_partitions,
        retries=1,
        execution_timeout=timedelta(minutes=30),
    )
