"""Replays one basket that the caller of the run hands over."""

from datetime import datetime, timedelta

from airflow.sdk import DAG, Param, task

with DAG(
    dag_id="basket_replay_eu",
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
    params={"basket": Param('{"items": []}', type="string")},
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def replay(params: dict) -> int:
        import jsonpickle

        basket = jsonpickle.decode(params["basket"])
        return len(basket["items"])

    @task
    def report(count: int) -> None:
        print(f"{count} items replayed")

    report(replay())
