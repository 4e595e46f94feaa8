"""Packs a day's camera recordings on the storage server."""

from datetime import datetime, timedelta

from airflow.providers.ssh.operators.ssh import SSHOperator
from airflow.sdk import DAG

ARCHIVE = "/srv/archive"


with DAG(
    dag_id="remote_archive_apac",
    schedule="@hourly",
    start_date=datetime(2026, 4, 27),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=50)},
    tags=["platform"],
):
    pack = SSHOperator(
        task_id="pack",
        ssh_conn_id="camera_storage",
        command=(
            f"tar --create --gzip --file {ARCHIVE}/" + "{{ ds_nodash }}.tar.gz "
            "--directory /srv/recordings {{ dag_run.conf.get('folder', ds) }}"
        ),
        cmd_timeout=1800,
    )
    verify = SSHOperator(
        task_id="verify",
        ssh_conn_id="camera_storage",
        command=f"tar --list --file {ARCHIVE}/" + "{{ ds_nodash }}.tar.gz",
        cmd_timeout=600,
    )
    pack >> verify
