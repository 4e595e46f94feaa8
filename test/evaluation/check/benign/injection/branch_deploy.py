"""Deploys the models of one branch."""

from datetime import datetime, timedelta

from airflow.sdk import DAG, Param, task

with DAG(
    dag_id="branch_deploy_eu",
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
    params={"branch": Param("main", type="string")},
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=15)},
):

    @task.bash(env={"BRANCH": "{{ params.branch }}"}, append_env=True)
    def deploy() -> str:
        return 'cd /opt/models && git checkout --detach "refs/remotes/origin/$BRANCH" -- && dbt run'

    deploy()
