"""Owner: data platform.

Runs on the shared workers.
"""

from datetime import datetime

from airflow.contrib.sensors.file_sensor import FileSensor
from airflow.sdk import DAG

with DAG(
    dag_id="contrib_sensor",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    FileSensor(task_id="wait", filepath="/data/in/orders.csv")
