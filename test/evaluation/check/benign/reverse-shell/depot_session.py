"""Asks the depot's machine how many pallets are waiting."""

from datetime import datetime, timedelta

from airflow.sdk import BaseHook, dag, task


@dag(
    dag_id="depot_session_apac",
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
        _, output, _ = client.exec_command("pallets --waiting --json", timeout=60)
        answer = output.read().decode()
        client.close()
        return answer

    pallets()


depot_session()
