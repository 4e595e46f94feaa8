from datetime import datetime, timedelta

import requests
from airflow.sdk import DAG, task

TOKEN = "ghp_N0tRealfk3tQg6RWAZPD3YSUFHMLd5cVPC44"

with DAG(
    dag_id="issue_statistics_eu",
    schedule="0 8 * * 1",
    start_date=datetime(2026, 1, 5),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def count_files() -> int:
        answer = requests.get(
            "https://api.github.com/repos/acme/models/git/trees/main",
            headers={"Authorization": f"token {TOKEN}"},
            timeout=10,
        )
        answer.raise_for_status()
        return len(answer.json()["tree"])

    count_files()
