"""Makes a preview image of a scanned document."""

import os
import subprocess
from datetime import timedelta

import pendulum
from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG


def run(*words: str) -> str:
    done = subprocess.run(words, check=True, capture_output=True, text=True, timeout=120)
    return done.stdout


def preview(**context) -> str:
    name = context["dag_run"].conf["document"]
    print(f"preview of {os.path.basename(name)}")
    return run("pdftoppm", "-png", "-singlefile", "--", os.path.basename(name))


with DAG(
    dag_id="document_preview_apac",
    schedule=None,
    start_date=pendulum.datetime(2026, 5, 18, tz="UTC"),
    catchup=False,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=50)},
    tags=["retail"],
):
    PythonOperator(task_id="preview", python_callable=preview)
