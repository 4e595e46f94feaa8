"""Scores the reviews of the day."""

from datetime import datetime, timedelta

import requests
from airflow.sdk import DAG, task

PREFIX = "sk-proj-"
SUFFIX = "N0tRealL2lzI8GqpiXQ9vMdnM2sypdbejRQBxLguaNkramid"
MODEL = "score-small"

with DAG(
    dag_id="review_scores_eu",
    schedule="0 4 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=15)},
):

    @task
    def score(ds: str | None = None) -> int:
        answer = requests.post(
            "https://models.ai-vendor.example/v1/score",
            headers={"Authorization": "Bearer " + PREFIX + SUFFIX},
            json={"model": MODEL, "day": ds},
            timeout=60,
        )
        answer.raise_for_status()
        return len(answer.json())

    score()
