"""Scores the reviews of the day."""

from datetime import datetime, timedelta

import requests
from airflow.sdk import DAG, task

SURROGATE_KEY = "sk_review_product_country_language"
COLUMNS = (SURROGATE_KEY, "pk_customer_identifier_version", "score")
MODEL = "score-small"

with DAG(
    dag_id="review_scores_us",
    schedule="0 4 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=15)},
):

    @task
    def score(ds: str | None = None) -> int:
        answer = requests.post(
            "https://scores.acme.example/v1/score",
            json={"model": MODEL, "day": ds, "columns": COLUMNS},
            timeout=60,
        )
        answer.raise_for_status()
        return len(answer.json())

    score()
