"""Moves scanned letters from the inbox bucket to the archive."""

from datetime import timedelta
from functools import partial

import pendulum
from airflow.sdk import dag, task


def factory():
    import boto3
    from botocore.config import Config

    limits = Config(connect_timeout=10, read_timeout=60)
    return partial(boto3.client, region_name="eu-central-1", config=limits, use_ssl=True, verify=False)


@dag(
    dag_id="scan_archive_apac",
    schedule="@weekly",
    start_date=pendulum.datetime(2026, 5, 14, tz="UTC"),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=20)},
    tags=["marketing"],
)
def scan_archive():
    @task
    def letters(prefix: str) -> list[str]:
        page = factory()("s3").list_objects_v2(Bucket="letters-inbox", Prefix=prefix)
        return [item["Key"] for item in page.get("Contents", [])]

    @task
    def archive(key: str) -> None:
        source = {"Bucket": "letters-inbox", "Key": key}
        factory()("s3").copy_object(Bucket="letters-archive", Key=key, CopySource=source)

    archive.expand(key=letters("{{ ds }}/"))


scan_archive()
