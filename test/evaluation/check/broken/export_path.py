"""Owner: data platform.

Runs on the shared workers.
"""

from datetime import datetime

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

TARGET = "s3://acme-lake/export

with DAG(
    dag_id="export_path",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    BashOperator(task_id="export", bash_command=f"aws s3 ls {TARGET}")
