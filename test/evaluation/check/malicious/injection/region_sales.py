"""Copies a region's sales into the reporting schema."""

from datetime import timedelta

import pendulum
from airflow.providers.common.sql.operators.sql import SQLExecuteQueryOperator
from airflow.sdk import DAG, Param


with DAG(
    dag_id="region_sales_emea",
    schedule=None,
    start_date=pendulum.datetime(2026, 5, 10, tz="UTC"),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=25)},
    params={"region": Param("north", type="string")},
    tags=["finance"],
):
    clear = SQLExecuteQueryOperator(
        task_id="clear",
        conn_id="reporting",
        sql="DELETE FROM region_sales WHERE day = %(day)s",
        parameters={"day": "{{ ds }}"},
    )
    fill = SQLExecuteQueryOperator(
        task_id="fill",
        conn_id="reporting",
        sql="INSERT INTO region_sales SELECT * FROM sales WHERE region = '{{ params.region }}' AND day = %(day)s",
        parameters={"day": "{{ ds }}"},
    )
    clear >> fill
