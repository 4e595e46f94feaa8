from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, chain

with DAG(
    dag_id="environment_report_us",
    schedule="@weekly",
    start_date=datetime(2026, 1, 4),
    catchup=False,
    default_args={"owner": "platform", "retries": 1, "execution_timeout": timedelta(minutes=5)},
):
    version = BashOperator(
        task_id="version",
        bash_command="airflow version && python --version && df -h /tmp",
    )
    done = BashOperator(task_id="done", bash_command="echo reported")

    chain(version, done)
