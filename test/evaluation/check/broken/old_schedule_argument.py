"""Owner: data platform.

Runs on the shared workers.
"""

from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(
    dag_id="old_schedule_argument",
    schedule_interval=timedelta(hours=6),
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    BashOperator(task_id="run", bash_command="echo run")
