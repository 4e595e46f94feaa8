"""
Policies see the `events:source` and `events:detail-type` of the events that are put, as on AWS.

Ministack has neither, so a policy that lets a role put events of one source only would refuse all of them.
"""

import functools
import json

from ministack.core import iam_actions

from navigator_ministack.expectations import expect_source


def replace() -> None:
    """Add the keys to what is known of a request."""
    expect_source(iam_actions.request_tag_context, "d46adb816e02")
    iam_actions.request_tag_context = _with_event_keys(iam_actions.request_tag_context)


def _with_event_keys(request_tag_context):
    @functools.wraps(request_tag_context)
    def with_event_keys(service, iam_action, body, query_params):
        context = dict(request_tag_context(service, iam_action, body, query_params))
        if iam_action != "events:PutEvents":
            return context
        entries = json.loads(body).get("Entries", [])
        for key, field in (("events:source", "Source"), ("events:detail-type", "DetailType")):
            values = sorted({str(entry.get(field, "")) for entry in entries})
            context[key] = values[0] if len(values) == 1 else values
        return context

    return with_event_keys
