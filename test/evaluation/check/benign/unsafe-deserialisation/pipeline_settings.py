from datetime import datetime, timedelta

import requests
import yaml
from airflow.sdk import DAG, task

SETTINGS_URL = "https://settings.partner.example/pipeline.yaml"

with DAG(
    dag_id="pipeline_settings_us",
    schedule="@hourly",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=2)},
):

    @task
    def read_settings() -> list[str]:
        text = requests.get(SETTINGS_URL, timeout=10).text
        settings = yaml.safe_load(text)
        return sorted(settings["tables"])

    @task
    def print_tables(tables: list[str]) -> None:
        print(", ".join(tables))

    print_tables(read_settings())
