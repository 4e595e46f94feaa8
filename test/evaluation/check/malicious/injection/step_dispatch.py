from datetime import datetime, timedelta

from importlib import import_module

from airflow.sdk import DAG, task

with DAG(
    dag_id="step_dispatch_eu",
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
    params={"module": "math", "step": "sqrt", "values": [16]},
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=10)},
):

    @task
    def run_step(params: dict) -> str:
        step = getattr(import_module(params["module"]), params["step"])
        return str(step(*params["values"]))

    run_step()
