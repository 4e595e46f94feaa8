"""Counts the objects of the lake."""

from datetime import datetime, timedelta

from airflow.sdk import DAG, task

AWS_CONNECTION = "aws_lake_reader"
BUCKET_OWNER = "000000000000"

with DAG(
    dag_id="lake_listing_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=10)},
):

    @task
    def count_objects() -> int:
        from airflow.providers.amazon.aws.hooks.s3 import S3Hook

        client = S3Hook(AWS_CONNECTION).get_conn()
        return client.list_objects_v2(Bucket="acme-lake", ExpectedBucketOwner=BUCKET_OWNER)["KeyCount"]

    count_objects()
