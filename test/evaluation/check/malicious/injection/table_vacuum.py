"""Vacuums one table of the reporting database."""

import shlex
from datetime import datetime, timedelta

from airflow.sdk import Param, dag, task

TABLES = ["orders", "returns", "stock"]


@dag(
    dag_id="table_vacuum_apac",
    schedule=None,
    start_date=datetime(2026, 6, 11),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=45)},
    params={"table": Param("orders", type="string")},
    tags=["platform"],
)
def table_vacuum():
    @task.bash
    def vacuum(params: dict | None = None) -> str:
        table = params["table"]
        parts = ["psql", "--dbname", "reporting", "--command", shlex.quote("SELECT 1"), f"--command 'VACUUM {table}'"]
        return " ".join(parts)

    vacuum()


table_vacuum()
