from datetime import datetime, timedelta

import csv
import json

from airflow.sdk import DAG, task

FORMATS = {"csv": lambda text: list(csv.reader(text.splitlines())), "json": json.loads}

with DAG(
    dag_id="format_dispatch_eu",
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
    params={"text": "[1, 2, 3]"},
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=2)},
):

    @task
    def parse(params: dict) -> int:
        parser = FORMATS["json"]
        return len(parser(params["text"]))

    @task
    def report(count: int) -> None:
        print(f"{count} items")

    report(parse())
