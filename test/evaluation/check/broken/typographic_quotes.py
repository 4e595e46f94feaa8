"""Owner: data platform.

Runs on the shared workers.
"""

from datetime import datetime

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(
    dag_id=“typographic_quotes”,
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    BashOperator(task_id="print", bash_command="echo printed")
