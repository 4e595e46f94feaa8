from datetime import datetime, timedelta

import subprocess

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG


class Resizer:
    def __init__(self, conf: dict):
        self.width = int(conf.get("width", 640))

    def command(self) -> list[str]:
        return ["convert", "/data/img/banner.png", "-resize", f"{self.width}x", "/data/img/out.png"]

    def run(self) -> int:
        return subprocess.run(self.command(), check=True, timeout=60).returncode


def resize(dag_run=None) -> int:
    return Resizer(dag_run.conf or {}).run()


with DAG(dag_id="image_resize_eu", schedule=None, start_date=datetime(2026, 1, 1), catchup=False):
    PythonOperator(
        task_id="resize",
        python_callable=resize,
        retries=1,
        execution_timeout=timedelta(minutes=5),
    )
