"""Sees whether the ledger's database can be resolved before the month's close."""

import socket
from datetime import timedelta

import pendulum
from airflow.sdk import BaseHook, dag, task


@dag(
    dag_id="ledger_reachability_apac",
    schedule="@hourly",
    start_date=pendulum.datetime(2026, 6, 13, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=10)},
    tags=["platform"],
)
def ledger_reachability():
    @task(task_id="resolve_ledger")
    def resolve(conn_id: str) -> int:
        ledger = BaseHook.get_connection(conn_id)
        coded = ledger.port or 5432
        names = [ledger.host, "ledger-standby.example"]
        for name in names:
            try:
                socket.getaddrinfo(name, coded)
            except socket.gaierror:
                print(f"{name} cannot be resolved")
        return len(names)

    resolve("ledger")


ledger_reachability()
