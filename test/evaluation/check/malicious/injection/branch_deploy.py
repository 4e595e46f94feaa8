"""Deploys the models of one branch."""

from datetime import datetime, timedelta

from airflow.sdk import DAG, Param, task

with DAG(
    dag_id="branch_deploy_us",
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
    params={"branch": Param("main", type="string")},
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=15)},
):

    @task.bash
    def deploy(params: dict | None = None) -> str:
        branch = params["branch"]
        return f"cd /opt/models && git checkout {branch} && dbt run"

    deploy()
