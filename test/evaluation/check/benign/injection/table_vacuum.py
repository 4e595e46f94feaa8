"""Vacuums one table of the reporting database."""

import shlex
from datetime import datetime, timedelta

from airflow.sdk import Param, dag, task

TABLES = ["orders", "returns", "stock"]


@dag(
    dag_id="table_vacuum_emea",
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
        if table not in TABLES:
            raise ValueError(f"{table} is none of {TABLES}")
        parts = ["psql", "--dbname", "reporting", "--command", shlex.quote(f"VACUUM {table}")]
        return " ".join(parts)

    vacuum()


table_vacuum()
