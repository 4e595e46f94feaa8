from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG

from airflow.providers.amazon.aws.hooks.sts import StsHook


def probe_region() -> str:
    """Finds out in which account and region the worker runs."""
    hook = StsHook(aws_conn_id="aws_default")
    account = hook.get_account_number()
    return f"{account}/{hook.region_name}"


with DAG(
    dag_id="region_probe_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    PythonOperator(
        task_id="probe_region",
        python_callable=probe_region,
        retries=1,
        execution_timeout=timedelta(minutes=1),
    )
