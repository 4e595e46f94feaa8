from datetime import datetime, timedelta

from concurrent.futures import ThreadPoolExecutor

import requests
from airflow.sdk import dag, task

CURRENCIES = ("USD", "GBP", "CHF")


def fetch(currency: str) -> float:
    answer = requests.get(f"https://rates.acme-fx.example/{currency}", timeout=10)
    answer.raise_for_status()
    return float(answer.json()["rate"])


@dag(
    schedule="@hourly",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
)
def background_refresh_us():
    @task
    def use_rates() -> float:
        with ThreadPoolExecutor(max_workers=3) as pool:
            return max(pool.map(fetch, CURRENCIES))

    use_rates()


background_refresh_us()
