from datetime import datetime, timedelta

from airflow.sdk import DAG, task

with DAG(
    dag_id="metric_threshold_eu",
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
    params={"rule": "value > 10"},
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=2)},
):

    @task
    def measure() -> float:
        return 12.5

    @task
    def judge(value: float, params: dict) -> bool:
        # Only comparisons are allowed here.
        return bool(eval(params["rule"]))

    judge(measure())
