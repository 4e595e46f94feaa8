import subprocess
from datetime import datetime, timedelta

from airflow.sdk import DAG, Param, task

with DAG(
    dag_id="customer_export_us",
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
    params={"customer": Param("acme", type="string", pattern="^[a-z0-9]{1,20}$")},
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=30)},
):

    @task
    def export(params: dict) -> None:
        customer = params["customer"]
        subprocess.run(["/opt/etl/bin/export", "--out", "/data/out", "--customer", customer], check=True)

    export()
