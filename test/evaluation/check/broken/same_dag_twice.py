"""Owner: data platform.

Runs on the shared workers.
"""

from datetime import datetime

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG

START = datetime(2026, 1, 1)

with DAG(dag_id="same_dag_twice", schedule="@daily", start_date=START, catchup=False) as daily:
    EmptyOperator(task_id="load_daily")

with DAG(dag_id="same_dag_twice", schedule="@weekly", start_date=START, catchup=False) as weekly:
    EmptyOperator(task_id="load_weekly")
