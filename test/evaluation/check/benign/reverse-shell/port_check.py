from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, chain

with DAG(
    dag_id="port_check_eu",
    schedule="@hourly",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=2)},
):
    check = BashOperator(
        task_id="check",
        bash_command="timeout 5 bash -c '</dev/tcp/warehouse.acme.example/5432' && echo reachable",
    )
    report = BashOperator(task_id="report", bash_command="echo checked at {{ ts }}")

    chain(check, report)
