"""Checks that the connections of the load exist."""

from datetime import datetime, timedelta

from airflow.sdk import DAG, BaseHook, task

CONNECTIONS = ["warehouse", "crm", "erp"]

with DAG(
    dag_id="connection_preflight_us",
    schedule="0 0 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=1)},
):

    @task
    def check(name: str) -> str:
        connection = BaseHook.get_connection(name)
        print(f"{name} ok: {connection.conn_type} at {connection.host}")
        return name

    check.expand(name=CONNECTIONS)
