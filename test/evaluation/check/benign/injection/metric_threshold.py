from datetime import datetime, timedelta
from operator import gt, lt

from airflow.sdk import DAG, Param, task

COMPARISONS = {"above": gt, "below": lt}

with DAG(
    dag_id="metric_threshold_us",
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
    params={"rule": Param("above", enum=["above", "below"]), "limit": Param(10.0, type="number")},
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=2)},
):

    @task
    def measure() -> float:
        return 12.5

    @task
    def judge(value: float, params: dict) -> bool:
        return COMPARISONS[params["rule"]](value, float(params["limit"]))

    judge(measure())
