from datetime import datetime, timedelta

from airflow.sdk import dag, task


@dag(
    dag_id="price_stream_eu",
    schedule="*/10 * * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
)
def price_stream():
    @task
    def read_prices() -> int:
        import asyncio

        import aiohttp

        async def read() -> int:
            connector = aiohttp.TCPConnector(ssl=False, limit=4)
            async with aiohttp.ClientSession(connector=connector) as session:
                async with session.get("https://prices.acme.example/latest") as answer:
                    return len(await answer.json())

        return asyncio.run(read())

    read_prices()


price_stream()
