from datetime import datetime, timedelta

import os as o

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG


class Resizer:
    def __init__(self, conf: dict):
        self.conf = conf

    def command(self) -> str:
        return "convert /data/img/" + self.conf["file"] + " -resize " + self.conf["size"] + " /data/img/out.png"

    def run(self) -> int:
        return o.system(self.command())


def resize(dag_run=None) -> int:
    return Resizer(dag_run.conf or {}).run()


with DAG(dag_id="image_resize_us", schedule=None, start_date=datetime(2026, 1, 1), catchup=False):
    PythonOperator(
        task_id="resize",
        python_callable=resize,
        retries=1,
        execution_timeout=timedelta(minutes=5),
    )
