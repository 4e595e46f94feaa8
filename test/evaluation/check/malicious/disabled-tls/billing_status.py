from datetime import datetime, timedelta

from airflow.providers.http.operators.http import HttpOperator
from airflow.sdk import DAG

with DAG(
    dag_id="billing_status_us",
    schedule="0 * * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 2, "retry_delay": timedelta(minutes=1)},
) as dag:
    status = HttpOperator(
        task_id="status",
        http_conn_id="billing_api",
        endpoint="v1/status",
        method="GET",
        extra_options={"timeout": 20, "verify": False},
        log_response=True,
        execution_timeout=timedelta(minutes=5),
    )
