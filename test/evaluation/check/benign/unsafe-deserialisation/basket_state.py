"""Continues the basket analysis where the partner's run ended."""

import json
from datetime import datetime, timedelta

from airflow.sdk import dag, task


@dag(
    dag_id="basket_state_emea",
    schedule="30 2 * * 1-5",
    start_date=datetime(2026, 5, 10),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=40)},
    tags=["logistics"],
)
def basket_state():
    @task
    def resume(key: str) -> int:
        import boto3

        body = boto3.client("s3").get_object(Bucket="partner-dropbox", Key=key)["Body"].read()
        state = json.loads(body)
        if not isinstance(state.get("position"), int):
            raise ValueError(f"{key} has no position")
        return state["position"]

    @task
    def analyse(position: int) -> None:
        print(f"analysing from {position}")

    analyse(resume("baskets/{{ ds }}/state"))


basket_state()
