import subprocess
from datetime import datetime, timedelta

from airflow.sdk import DAG, Param, task

with DAG(
    dag_id="customer_export_eu",
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
    params={"customer": Param("acme", type="string")},
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=30)},
):

    @task
    def export(params: dict) -> None:
        customer = params["customer"]
        subprocess.run(f"/opt/etl/bin/export --customer {customer} --out /data/out", shell=True, check=True)

    export()
