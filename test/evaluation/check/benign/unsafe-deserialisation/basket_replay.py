"""Replays one basket that the caller of the run hands over."""

from datetime import datetime, timedelta

from airflow.sdk import DAG, Param, task

with DAG(
    dag_id="basket_replay_us",
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
    params={"basket": Param('{"items": []}', type="string")},
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def replay(params: dict) -> int:
        import json

        basket = json.loads(params["basket"])
        items = basket.get("items", [])
        if not all(isinstance(item, str) for item in items):
            raise ValueError("items are texts")
        return len(items)

    @task
    def report(count: int) -> None:
        print(f"{count} items replayed")

    report(replay())
