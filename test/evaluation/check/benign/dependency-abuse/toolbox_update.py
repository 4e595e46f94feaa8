from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, chain

with DAG(
    dag_id="toolbox_update_eu",
    schedule="0 0 * * 1",
    start_date=datetime(2026, 1, 5),
    catchup=False,
    default_args={"owner": "platform", "retries": 1, "execution_timeout": timedelta(minutes=10)},
):
    update = BashOperator(
        task_id="update",
        bash_command="python -m pip check && python -m pip show apache-airflow-task-sdk",
    )
    report = BashOperator(task_id="report", bash_command="echo checked {{ ds }}")

    chain(update, report)
