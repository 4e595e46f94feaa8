"""Counts the objects of the lake."""

from datetime import datetime, timedelta

from airflow.sdk import DAG, task

ACCESS_KEY = "AKIANOTREALB7NF4CBA6"
SECRET_KEY = "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"

with DAG(
    dag_id="lake_listing_us",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=10)},
):

    @task
    def count_objects() -> int:
        import boto3

        client = boto3.client("s3", aws_access_key_id=ACCESS_KEY, aws_secret_access_key=SECRET_KEY)
        return client.list_objects_v2(Bucket="acme-lake")["KeyCount"]

    count_objects()
