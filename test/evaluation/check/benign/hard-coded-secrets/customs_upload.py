"""Uploads customs declarations by SFTP."""

import io
from datetime import datetime, timedelta

from airflow.sdk import BaseHook, dag, task

KEY = """
customs.example ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIcUbQLCxRGXHuLuuM9SQc3eCEpuNUAsdrEzSfUBsRyFN
"""


@dag(
    dag_id="customs_upload_apac",
    schedule="@hourly",
    start_date=datetime(2026, 9, 17),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=15)},
    tags=["logistics"],
)
def customs_upload():
    @task
    def upload(day: str) -> None:
        import paramiko

        customs = BaseHook.get_connection("customs_sftp")
        client = paramiko.SSHClient()
        client.load_system_host_keys()
        line = paramiko.hostkeys.HostKeyEntry.from_line(KEY.strip())
        client.get_host_keys().add(customs.host, line.key.get_name(), line.key)
        secret = paramiko.Ed25519Key.from_private_key(io.StringIO(customs.extra_dejson["private_key"]))
        client.connect(customs.host, username=customs.login, pkey=secret, timeout=30)
        with client.open_sftp() as sftp:
            print(sftp.listdir(f"declarations/{day}"))

    upload("{{ ds }}")


customs_upload()
