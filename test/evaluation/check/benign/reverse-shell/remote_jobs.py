"""Follows the jobs of the external batch system."""

import time
from datetime import datetime, timedelta

import requests
from airflow.sdk import DAG, task

with DAG(
    dag_id="remote_jobs_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(hours=2)},
):

    @task
    def follow() -> str:
        for _ in range(600):
            job = requests.get("https://batch.acme.example/jobs/nightly", timeout=10).json()
            if job["state"] in {"succeeded", "failed"}:
                return job["state"]
            time.sleep(10)
        raise TimeoutError("the job did not end in time")

    @task
    def report(state: str) -> None:
        print(f"job ended: {state}")

    report(follow())
