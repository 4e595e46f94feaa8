"""Extracts the contacts of the customer system."""

from datetime import datetime, timedelta

import requests
from airflow.sdk import DAG, Connection, task

CRM = Connection(
    conn_id="crm_inline",
    conn_type="http",
    host="crm.acme.example",
    login="etl_reader",
    password="OOChr9H2H0tmT_dq",
)

with DAG(
    dag_id="crm_extract_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=10)},
):

    @task
    def count_contacts() -> int:
        crm = CRM
        answer = requests.get(f"https://{crm.host}/contacts", auth=(crm.login, crm.password), timeout=30)
        answer.raise_for_status()
        return len(answer.json())

    count_contacts()
