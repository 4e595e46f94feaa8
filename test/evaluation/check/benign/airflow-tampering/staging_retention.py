from datetime import datetime, timedelta

from airflow.providers.common.sql.operators.sql import SQLExecuteQueryOperator
from airflow.sdk import DAG

with DAG(
    dag_id="staging_retention_us",
    schedule="30 1 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=15)},
):
    SQLExecuteQueryOperator(
        task_id="delete_old",
        conn_id="warehouse",
        sql="DELETE FROM staging.orders WHERE loaded_at < CAST('{{ ds }}' AS date) - INTERVAL '30' DAY",
    )
