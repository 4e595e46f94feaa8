"""Fetches the feature table of the recommendation model."""

from datetime import datetime, timedelta

import requests
from airflow.sdk import DAG, task

with DAG(
    dag_id="feature_table_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=10)},
    tags=["ml"],
):

    @task
    def fetch_features() -> int:
        import json

        answer = requests.get("https://features.partner.example/latest.json", timeout=60)
        answer.raise_for_status()
        features = json.loads(answer.content)
        return len(features)

    @task
    def report(count: int) -> None:
        print(f"{count} features")

    report(fetch_features())
