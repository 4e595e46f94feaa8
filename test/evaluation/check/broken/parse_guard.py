from datetime import datetime

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG, Variable

ENABLED = True

if not ENABLED:
    return

with DAG(
    dag_id="parse_guard",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    EmptyOperator(task_id="begin")
