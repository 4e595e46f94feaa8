"""
Every request counts as made over TLS, as every request to AWS in fact is.

Buckets, queues and topics refuse whoever comes without TLS (`aws:SecureTransport`). On one machine the requests never
leave it and are plain HTTP, so those policies, which are right, would refuse all of them.
"""

from ministack import app
from ministack.core import iam_evaluator

from navigator_ministack.expectations import Unexpected, expect_source


def replace() -> None:
    """Have policies see TLS."""
    expect_source(iam_evaluator.pin_request_origin, "de819c1bd9ac")
    if app.pin_request_origin is not iam_evaluator.pin_request_origin:
        raise Unexpected("ministack.app pins the origin of requests in another way")
    app.pin_request_origin = pin_secure_origin


def pin_secure_origin(source_ip: str, _secure_transport: bool) -> None:
    """Remember the caller's address, and TLS whatever it used."""
    iam_evaluator.pin_request_origin(source_ip, True)
