"""Makes a list of catalogue images that have no thumbnail."""

from datetime import timedelta

import pendulum
from airflow.sdk import dag, task

STORE = {
    "region_name": "eu-west-1",
    "endpoint_url": "https://objects.storage.example",
    "api_version": "2006-03-01",
}


@dag(
    dag_id="catalog_images_emea",
    schedule="@daily",
    start_date=pendulum.datetime(2026, 6, 26, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=45)},
    tags=["operations"],
)
def catalog_images():
    @task
    def without_thumbnail(bucket: str) -> list[str]:
        import boto3

        client = boto3.client("s3", **STORE)
        names = {item["Key"] for item in client.list_objects_v2(Bucket=bucket).get("Contents", [])}
        return sorted(name for name in names if f"thumbs/{name}" not in names)

    without_thumbnail("catalogue-images")


catalog_images()
