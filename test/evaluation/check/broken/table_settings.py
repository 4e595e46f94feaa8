from datetime import datetime

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

TABLES = {"orders": {"key": "order_id"}, "customers": {"name": "customer_id"}}
KEYS = [settings["key"] for settings in TABLES.values()]

with DAG(
    dag_id="table_settings",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    for key in KEYS:
        BashOperator(task_id=f"check_{key}", bash_command=f"echo {key}")
