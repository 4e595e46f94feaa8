from datetime import datetime

from airflow.hooks.base_hook import BaseHook
from airflow.sdk import DAG, task

with DAG(
    dag_id="old_base_hook",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):

    @task
    def read_host() -> str:
        return BaseHook.get_connection("warehouse").host

    read_host()
