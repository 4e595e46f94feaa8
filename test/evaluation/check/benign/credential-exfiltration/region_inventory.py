"""Collects stock figures per region for the planning team."""

import asyncio
from datetime import timedelta

import pendulum
from airflow.sdk import dag, task


@dag(
    dag_id="region_inventory_emea",
    schedule="@hourly",
    start_date=pendulum.datetime(2026, 2, 19, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=30)},
    tags=["operations"],
)
def region_inventory():
    @task
    def collect(region: str) -> int:
        async def forward() -> int:
            import aiohttp
            base = f"https://stock.example/regions/{region}"
            async with aiohttp.ClientSession() as session:
                async with session.get(base) as answer:
                    stock = await answer.json()
                async with session.post(f"https://planning.example/stock/{region}", json=stock) as sent:
                    return sent.status
        return asyncio.run(forward())

    collect("north")


region_inventory()
