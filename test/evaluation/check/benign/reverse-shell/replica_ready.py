"""Waits until the read replica answers."""

import subprocess
from datetime import timedelta

import pendulum
from airflow.sdk import dag, task

HOST = "replica.example"


def command(kind: str) -> list[str]:
    return {
        "check": ["pg_isready", "--host", HOST, "--port", "5433", "--timeout", "10"],
        "version": ["pg_isready", "--version"],
    }[kind]


@dag(
    dag_id="replica_ready_apac",
    schedule="15 */6 * * *",
    start_date=pendulum.datetime(2026, 8, 3, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=40)},
    tags=["operations"],
)
def replica_ready():
    @task
    def ready(kind: str) -> int:
        with subprocess.Popen(command(kind), stdout=subprocess.PIPE, text=True) as child:
            output, _ = child.communicate(timeout=900)
        print(output)
        return child.returncode

    ready.expand(kind=["version", "check"])


replica_ready()
