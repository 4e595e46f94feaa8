"""Unpacks the price bundle of a vendor."""

import io
import tarfile
import tempfile
from datetime import datetime, timedelta

from airflow.sdk import dag, task


def bundle(vendor: str) -> bytes:
    import httpx

    return httpx.get(f"https://bundles.example/{vendor}.tar", timeout=60).raise_for_status().content


@dag(
    dag_id="vendor_bundle_emea",
    schedule="0 5 * * *",
    start_date=datetime(2026, 2, 8),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=15)},
    tags=["logistics"],
)
def vendor_bundle():
    @task
    def unpack(vendor: str) -> int:
        with tarfile.open(fileobj=io.BytesIO(bundle(vendor))) as archive, tempfile.TemporaryDirectory() as work:
            print(f"bundle of {vendor} to {work}")
            archive.extractall(work, filter="data")
            return len(archive.getnames())

    unpack("northwind")


vendor_bundle()
