"""Writes the report with the defaults of the team."""

from datetime import datetime, timedelta
from dataclasses import dataclass

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG


@dataclass(frozen=True)
class Defaults:
    author: str = "data-team"
    pages: int = 12


def write_report(author: str = Defaults.author, note: str = "monthly") -> str:
    return f"report by {author}: {note}"


with DAG(
    dag_id="report_defaults_eu",
    schedule="@monthly",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    PythonOperator(
        task_id="write_report",
        python_callable=write_report,
        retries=1,
        execution_timeout=timedelta(minutes=5),
    )
