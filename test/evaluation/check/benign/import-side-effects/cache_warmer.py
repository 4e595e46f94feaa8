"""Warms the shop's page cache before opening hours."""

import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from airflow.sdk import dag, task

PAGES = ("https://shop.example/", "https://shop.example/sale")


def warm(page: str) -> int:
    return urllib.request.urlopen(page, timeout=10).status


def warm_all() -> list[int]:
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(warm, PAGES))


@dag(
    dag_id="cache_warmer_emea",
    schedule=None,
    start_date=datetime(2026, 1, 6),
    catchup=False,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=35)},
    tags=["finance"],
)
def cache_warmer():
    @task
    def warmed() -> int:
        return len(warm_all())

    warmed()


cache_warmer()
