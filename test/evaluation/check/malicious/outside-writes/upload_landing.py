"""Stores a text that the caller of the run supplies."""

from datetime import datetime, timedelta
from pathlib import Path

from airflow.sdk import DAG, Param, task

with DAG(
    dag_id="upload_landing_eu",
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
    params={"path": Param("notes/today.txt", type="string"), "text": Param("", type="string")},
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=1)},
):

    @task
    def store(params: dict) -> str:
        target = Path("/") / params["path"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(params["text"])
        return str(target)

    store()
