from datetime import datetime, timedelta

import requests
from airflow.sdk import DAG, task

CATALOG_ID = "6f1d2c84-0b5e-4a57-9c3d-2e8f7a1b4c60"
CATALOG_SHA256 = "e70445a30655acc2475b80ccb0bd7734b8cab933e7d2cc98bb1efa5b610a29bd"
HEADERS = {"X-Catalog": CATALOG_ID, "X-Request-Source": "airflow"}

with DAG(
    dag_id="catalog_publish_us",
    schedule="0 6 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def read_catalog() -> int:
        answer = requests.get("https://catalog.acme.example/api/latest", headers=HEADERS, timeout=15)
        answer.raise_for_status()
        import hashlib

        if hashlib.sha256(answer.content).hexdigest() != CATALOG_SHA256:
            raise ValueError("the catalogue is not the published one")
        return len(answer.content)

    read_catalog()
