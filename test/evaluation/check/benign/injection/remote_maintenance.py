from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

HOST = "batch01.acme.example"

with DAG(
    dag_id="remote_maintenance_us",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=20)},
):
    BashOperator(
        task_id="maintain",
        bash_command=f"ssh etl@{HOST} " + "/opt/batch/bin/rotate-logs --day {{ ds }}",
    )
