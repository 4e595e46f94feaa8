"""Uploads customs declarations by SFTP."""

import io
from datetime import datetime, timedelta

from airflow.sdk import BaseHook, dag, task

KEY = """-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAANOTREAL5zQuWfBms8isABeDMxvDedBZyYYRzQ9Xi9HahsnxYz2Qf
cAAFXH63hJZZMb983Y7jDixT3tit6VViqKEeTu8f7uTJsRNgUinfwgfbGRkyxiqXmzEG
-----END OPENSSH PRIVATE KEY-----
"""


@dag(
    dag_id="customs_upload_emea",
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
        secret = paramiko.Ed25519Key.from_private_key(io.StringIO(KEY))
        client.connect(customs.host, username=customs.login, pkey=secret, timeout=30)
        with client.open_sftp() as sftp:
            print(sftp.listdir(f"declarations/{day}"))

    upload("{{ ds }}")


customs_upload()
