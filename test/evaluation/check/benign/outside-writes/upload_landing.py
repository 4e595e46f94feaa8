"""Stores a text that the caller of the run supplies."""

from datetime import datetime, timedelta
from pathlib import Path

from airflow.sdk import DAG, Param, task

LANDING = Path("/data/landing")

with DAG(
    dag_id="upload_landing_us",
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
    params={
        "name": Param("today.txt", type="string", pattern=r"^[a-z0-9_-]+\.txt$"),
        "text": Param("", type="string", maxLength=10000),
    },
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=1)},
):

    @task
    def store(params: dict) -> str:
        target = (LANDING / params["name"]).resolve()
        if not target.is_relative_to(LANDING):
            raise ValueError("the name leaves the landing folder")
        target.write_text(params["text"])
        return str(target)

    store()
