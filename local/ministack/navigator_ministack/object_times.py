"""
S3 knows when an object changed to the second, as on AWS; ministack lists milliseconds.

Airflow's S3DagBundle compares that time and the size, so what it would miss in AWS it misses here.
"""

from datetime import datetime, timezone

from ministack.core import responses
from ministack.services import s3

from navigator_ministack.expectations import Unexpected, expect_source


def replace() -> None:
    """Give S3 a clock of whole seconds."""
    expect_source(responses.now_iso, "f75b8f211421")
    if s3.now_iso is not responses.now_iso:
        raise Unexpected("ministack.services.s3 has another clock")
    s3.now_iso = now_in_seconds


def now_in_seconds() -> str:
    """The time in S3's format, with a fraction of zero."""
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
