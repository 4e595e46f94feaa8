from datetime import datetime, timedelta

from airflow.providers.common.sql.operators.sql import SQLExecuteQueryOperator
from airflow.sdk import DAG

with DAG(
    dag_id="segment_query_us",
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
    params={"segment": "gold"},
    tags=["marketing"],
):
    SQLExecuteQueryOperator(
        task_id="select_segment",
        conn_id="warehouse",
        sql="""
        INSERT INTO marts.mailing
        SELECT email FROM marts.customers
        WHERE segment = '{{ dag_run.conf.get("segment", params.segment) }}'
        """,
        retries=1,
        execution_timeout=timedelta(minutes=10),
    )
