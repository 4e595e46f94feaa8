from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, chain

with DAG(
    dag_id="sensor_archive_unpack_us",
    schedule="15 2 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=30)},
    tags=["iot"],
):
    unpack = BashOperator(
        task_id="unpack",
        bash_command="""
        set -euo pipefail
        # Fetches today's archive and the digest published with it.
        wget -q https://sensors.acme.example/{{ ds }}/readings.csv.gz
        wget -q https://sensors.acme.example/{{ ds }}/readings.csv.gz.sha256
        sha256sum --check readings.csv.gz.sha256
        gunzip readings.csv.gz
        """,
    )

    summarise = BashOperator(
        task_id="summarise",
        bash_command="echo 'readings of {{ ds }} are unpacked'",
    )

    chain(unpack, summarise)
