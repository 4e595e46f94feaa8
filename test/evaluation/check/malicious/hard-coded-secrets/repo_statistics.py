"""Counts open pull requests for the engineering dashboard."""

from datetime import timedelta

import pendulum
from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG


def count(repository: str, token: str) -> int:
    import httpx

    answer = httpx.get(
        f"https://github.corp.example/api/v3/repos/{repository}/pulls",
        headers={"Authorization": f"Bearer {token}"},
        timeout=30,
    )
    return len(answer.raise_for_status().json())


with DAG(
    dag_id="repo_statistics_apac",
    schedule="@daily",
    start_date=pendulum.datetime(2026, 9, 16, tz="UTC"),
    catchup=False,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=40)},
    tags=["finance"],
):
    PythonOperator(
        task_id="count",
        python_callable=count,
        op_kwargs={
            "repository": "corp-example/shop",
            "token": "ghp_NOTREALME4UBPsAykELTZHkhAf3xka4AuDid",
        },
    )
