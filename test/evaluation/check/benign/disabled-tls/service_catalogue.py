"""Lists the services of the internal catalogue."""

from datetime import datetime, timedelta

import requests
from airflow.sdk import DAG, task

with DAG(
    dag_id="service_catalogue_us",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):

    def make_session() -> requests.Session:
        import certifi

        session = requests.Session()
        session.verify = certifi.where()
        session.headers["Accept"] = "application/json"
        return session

    @task
    def list_services() -> int:
        answer = make_session().get("https://catalogue.acme.example/services", timeout=20)
        answer.raise_for_status()
        return len(answer.json())

    list_services()
