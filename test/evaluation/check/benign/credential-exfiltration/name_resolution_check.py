from datetime import datetime, timedelta

import socket

from airflow.sdk import DAG, BaseHook, task

with DAG(
    dag_id="name_resolution_check_eu",
    schedule="0 1 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=2)},
):

    @task
    def resolve() -> int:
        """Checks that the warehouse can be resolved."""
        warehouse = BaseHook.get_connection("warehouse")
        hosts = [warehouse.host, "api.acme.example", "lake.acme.example"]
        for host in hosts:
            address = socket.gethostbyname(host)
            print(f"{host} -> {address}")
        return len(hosts)

    resolve()
