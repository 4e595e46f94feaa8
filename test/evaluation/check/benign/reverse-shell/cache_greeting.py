from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG


def greet() -> None:
    import asyncio

    async def talk() -> None:
        reader, writer = await asyncio.open_connection("cache.acme.example", 6379)
        writer.write(b"PING\r\n")
        await writer.drain()
        line = await asyncio.wait_for(reader.readline(), timeout=5)
        writer.close()
        await writer.wait_closed()
        if line.strip() != b"+PONG":
            raise RuntimeError(f"unexpected answer {line!r}")

    asyncio.run(talk())


with DAG(
    dag_id="cache_greeting_us",
    schedule="@hourly",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    PythonOperator(task_id="greet", python_callable=greet, retries=1, execution_timeout=timedelta(minutes=5))
