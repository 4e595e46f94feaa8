"""Prints a letter for one customer."""

from datetime import datetime, timedelta
from string import Template

from airflow.sdk import DAG, task

LETTER = Template("Dear $name,\n\nyour order has been shipped.\n")

with DAG(
    dag_id="greeting_letter_us",
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
    params={"name": "customer"},
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=2)},
):

    @task
    def write_letter(params: dict) -> str:
        return LETTER.safe_substitute(name=params["name"])

    @task
    def print_letter(text: str) -> None:
        print(text)

    print_letter(write_letter())
