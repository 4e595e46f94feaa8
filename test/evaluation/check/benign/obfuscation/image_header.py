"""Sorts the uploads of the photo contest by their format."""

from datetime import datetime, timedelta

from airflow.sdk import dag, task

HEADER = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452"
)


@dag(
    dag_id="image_header_apac",
    schedule="30 2 * * 1-5",
    start_date=datetime(2026, 8, 13),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=40)},
    tags=["marketing"],
)
def image_header():
    @task
    def is_image(start: str) -> bool:
        return bytes.fromhex(start) == HEADER

    is_image("89504e470d0a1a0a0000000d49484452")


image_header()
