from datetime import datetime, timedelta

from airflow.sdk import DAG, Param, task


def full() -> str:
    return "full load"


def delta() -> str:
    return "delta load"


STEPS = {"full": full, "delta": delta}

with DAG(
    dag_id="step_dispatch_us",
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
    params={"step": Param("delta", enum=["full", "delta"])},
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=10)},
):

    @task
    def run_step(params: dict) -> str:
        return STEPS[params["step"]]()

    run_step()
