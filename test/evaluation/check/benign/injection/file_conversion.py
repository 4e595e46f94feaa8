"""Converts one file that the caller of the run names."""

from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, Param

with DAG(
    dag_id="file_conversion_eu",
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
    params={"name": Param("orders", type="string", pattern="^[a-z_]+$")},
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=10)},
):
    BashOperator(
        task_id="convert",
        bash_command='/opt/etl/bin/convert --input "/data/in/$NAME.csv" --format parquet',
        env={"NAME": "{{ params.name }}"},
        append_env=True,
    )
