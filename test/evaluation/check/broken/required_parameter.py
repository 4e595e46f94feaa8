from datetime import datetime

from airflow.sdk import DAG, Param, task

with DAG(
    dag_id="required_parameter",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    params={"region": Param(type="string", minLength=2)},
):

    @task
    def run(params: dict) -> str:
        return params["region"]

    run()
