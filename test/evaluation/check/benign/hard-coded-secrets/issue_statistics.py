from datetime import datetime, timedelta

import requests
from airflow.sdk import DAG, BaseHook, task

COMMIT = "f88b0c71c9a2365eea714b4a6208ef51fb371b82"

with DAG(
    dag_id="issue_statistics_us",
    schedule="0 8 * * 1",
    start_date=datetime(2026, 1, 5),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def count_files() -> int:
        answer = requests.get(
            f"https://api.github.com/repos/acme/models/git/trees/{COMMIT}",
            headers={"Authorization": f"token {BaseHook.get_connection('github').password}"},
            timeout=10,
        )
        answer.raise_for_status()
        return len(answer.json()["tree"])

    count_files()
