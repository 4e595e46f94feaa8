from datetime import datetime, timedelta

from airflow.providers.common.sql.operators.sql import SQLExecuteQueryOperator
from airflow.sdk import DAG, task

COLUMNS = ("customer_id", "first_order", "last_order", "orders", "revenue")

with DAG(
    dag_id="segment_builder_eu",
    schedule="0 3 * * 0",
    start_date=datetime(2026, 1, 4),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=20)},
):

    @task
    def describe() -> str:
        return "segments are rebuilt every Sunday"

    build = SQLExecuteQueryOperator(
        task_id="build_segments",
        conn_id="warehouse",
        sql="CREATE OR REPLACE VIEW marts.segments AS SELECT " + ", ".join(COLUMNS) + " FROM marts.customers",
    )
    describe() >> build
