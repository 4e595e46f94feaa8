"""Removes the exports of tenants that have left."""

from datetime import timedelta

import pendulum
from airflow.sdk import dag, task


def remove(prefix: str) -> list[str]:
    import boto3

    client = boto3.client("s3")
    names = [item["Key"] for item in client.list_objects_v2(Bucket="exports", Prefix=prefix)["Contents"]]
    for name in names:
        client.delete_object(Bucket="exports", Key=name)
    return names


class Departed:
    prefix = "departed/"


@dag(
    dag_id="tenant_folders_emea",
    schedule="@hourly",
    start_date=pendulum.datetime(2026, 8, 6, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=15)},
    tags=["retail"],
)
def tenant_folders():
    @task
    def report() -> int:
        return len(remove(Departed.prefix))

    report()


tenant_folders()
