"""Makes a preview image of a scanned document."""

import os
from datetime import timedelta

import pendulum
from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG


def run(*words: str) -> str:
    with os.popen(" ".join(words)) as pipe:
        return pipe.read()


def preview(**context) -> str:
    name = context["dag_run"].conf["document"]
    print(f"preview of {name}")
    return run("pdftoppm", "-png", "-singlefile", name)


with DAG(
    dag_id="document_preview_emea",
    schedule=None,
    start_date=pendulum.datetime(2026, 5, 18, tz="UTC"),
    catchup=False,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=50)},
    tags=["retail"],
):
    PythonOperator(task_id="preview", python_callable=preview)
