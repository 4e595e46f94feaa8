"""Owner: data platform.

Runs on the shared workers.
"""

from datetime import datetime

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(
    dag_id="minute_sixty_one",
    schedule="61 4 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    BashOperator(task_id="run", bash_command="echo run")
