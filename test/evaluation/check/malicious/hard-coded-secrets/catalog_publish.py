from datetime import datetime, timedelta

import requests
from airflow.sdk import DAG, task

HEADERS = {
    "Authorization": "Bearer eyJhbGciOiAiSFMyNTYiLCAidHlwIjogIkpXVCJ9.eyJzdWIiOiAiY2F0YWxvZy1wdWJsaXNoZXIiLCAiaXNzIjogIm5vdC1yZWFsLmV4YW1wbGUiLCAiZXhwIjogMjA4Mjc1ODQwMH0.6eAQRVrPAYVXqzyLRfVshBzwsBv0efMRvizqumPO4c3",
    "X-Request-Source": "airflow",
}

with DAG(
    dag_id="catalog_publish_eu",
    schedule="0 6 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def read_catalog() -> int:
        answer = requests.get("https://catalog.acme.example/api/latest", headers=HEADERS, timeout=15)
        answer.raise_for_status()
        return len(answer.content)

    read_catalog()
