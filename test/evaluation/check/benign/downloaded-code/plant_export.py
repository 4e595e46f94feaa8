"""Exports the plant's shift log over SSH."""

from datetime import timedelta

import pendulum
from airflow.providers.ssh.operators.ssh import SSHOperator
from airflow.sdk import DAG

HOME = "/opt/plant"


with DAG(
    dag_id="plant_export_apac",
    schedule="15 */6 * * *",
    start_date=pendulum.datetime(2026, 4, 9, tz="UTC"),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=25)},
    tags=["logistics"],
):
    export = SSHOperator(
        task_id="export",
        ssh_conn_id="plant_gateway",
        command=f"bash {HOME}/bin/export.sh --day {{{{ ds }}}} --out {HOME}/export",
        cmd_timeout=900,
    )
    count = SSHOperator(
        task_id="count",
        ssh_conn_id="plant_gateway",
        command=f"ls {HOME}/export | wc -l",
        cmd_timeout=60,
    )
    export >> count
