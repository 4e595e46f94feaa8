"""Collects the positions of the delivery fleet."""

import asyncio
import ssl
from datetime import datetime, timedelta

from airflow.sdk import dag, task


async def position(van: str) -> dict:
    import aiohttp

    context = ssl.create_default_context()
    connector = aiohttp.TCPConnector(limit=4, ssl=context)
    async with aiohttp.ClientSession(connector=connector) as session:
        async with session.get(f"https://fleet.example/vans/{van}/position") as answer:
            return await answer.json()


@dag(
    dag_id="fleet_positions_apac",
    schedule="@hourly",
    start_date=datetime(2026, 3, 17),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=35)},
    tags=["retail"],
)
def fleet_positions():
    @task
    def positions(van: str) -> dict:
        return asyncio.run(position(van))

    positions.expand(van=["van-11", "van-12", "van-17"])


fleet_positions()
