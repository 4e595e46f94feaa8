from datetime import datetime, timedelta

from airflow.providers.standard.sensors.external_task import ExternalTaskSensor
from airflow.sdk import DAG

with DAG(
    dag_id="upstream_wait_us",
    schedule="0 7 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    tags=["finance"],
):
    ExternalTaskSensor(
        task_id="wait_upstream",
        external_dag_id="ledger_close",
        external_task_id="publish",
        mode="reschedule",
        timeout=3600,
        retries=1,
        execution_timeout=timedelta(hours=1),
    )
