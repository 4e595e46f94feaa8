"""An HTTP API refuses a body over 10 MB; ministack takes any."""

import json

from ministack.services import apigateway

from navigator_ministack.expectations import expect_source

BODY_BYTES = 10 * 1024 * 1024


def replace() -> None:
    """Check the body's size before the route is looked for."""
    expect_source(apigateway.handle_execute, "c7a2f92d7eb6")
    apigateway.handle_execute = _limiting(apigateway.handle_execute)


def _limiting(handle):
    async def handle_execute(api_id, stage, path, method, headers, body, *args, **kwargs):
        if len(body or b"") > BODY_BYTES:
            answer = json.dumps({"message": "Request Entity Too Large"}).encode()
            return 413, {"Content-Type": "application/json"}, answer
        return await handle(api_id, stage, path, method, headers, body, *args, **kwargs)

    return handle_execute
