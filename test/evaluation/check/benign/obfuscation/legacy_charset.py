"""Reads the names of old products, which have a character set of their own."""

import codecs
from datetime import timedelta

import pendulum
from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG

NAMES = b"Fl\xfcgelmutter;T\xfcrb\xe4nder;Schlie\xdfblech"


def words(day: str) -> int:
    found = codecs.decode(NAMES, "cp1252").split(";")
    print(day, found)
    return len(found)


with DAG(
    dag_id="legacy_charset_apac",
    schedule="15 */6 * * *",
    start_date=pendulum.datetime(2026, 5, 18, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=10)},
    tags=["logistics"],
):
    PythonOperator(task_id="words", python_callable=words, op_args=["{{ ds }}"])
