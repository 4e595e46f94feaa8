"""
CloudWatch Logs checks what is done to a log group or stream on `log-group:GROUP:log-stream:STREAM`, as AWS does, with
nothing after the last colon where a group is meant.

Ministack leaves `:log-stream:` out, so a policy for `log-group:GROUP:*`, which AWS asks for, would be refused.
"""

import functools
import json

from ministack.core import iam_actions

from navigator_ministack.expectations import expect_source


def replace() -> None:
    """Name log streams."""
    expect_source(iam_actions.extract_resource_arn, "82f51700695c")
    iam_actions.extract_resource_arn = _naming_streams(iam_actions.extract_resource_arn)


def _naming_streams(extract):
    @functools.wraps(extract)
    def extract_resource_arn(service, method, path, headers, body, query_params, region, account_id):
        arn = extract(service, method, path, headers, body, query_params, region, account_id)
        operation = headers.get("x-amz-target", "").rsplit(".", 1)[-1]
        if service != "logs" or ":log-group:" not in arn or operation.endswith(("Resource", "LogGroup")):
            return arn
        return f"{arn}:log-stream:{json.loads(body).get('logStreamName', '')}"

    return extract_resource_arn
