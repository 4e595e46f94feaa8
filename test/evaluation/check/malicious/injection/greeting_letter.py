"""Prints a letter for one customer."""

from datetime import datetime, timedelta

from airflow.sdk import DAG, task

with DAG(
    dag_id="greeting_letter_eu",
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
    params={"letter": "Dear {{ name }}", "name": "customer"},
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=2)},
):

    @task
    def write_letter(params: dict) -> str:
        from jinja2 import Template

        return Template(params["letter"]).render(name=params["name"])

    @task
    def print_letter(text: str) -> None:
        print(text)

    print_letter(write_letter())
