"""
`states:SendTaskSuccess` and its like are checked on the state machine whose task the token is of, as AWS does.

Ministack checks them on `*`, so a policy for one state machine would be refused. Its tokens say nothing; ours name the
state machine, so that also one that nobody waits for any more is known to be of it.
"""

import base64
import binascii
import json
import threading

from ministack.core import iam_actions
from ministack.services import stepfunctions

from navigator_ministack.expectations import expect_source

_making = threading.local()


def replace() -> None:
    """Make tokens that name their state machine, and read it from them."""
    expect_source(stepfunctions._execute_task, "53c818d247db")
    stepfunctions.new_uuid = _naming_machine(stepfunctions.new_uuid)
    stepfunctions._execute_task = _with_machine(stepfunctions._execute_task)
    iam_actions.extract_resource_arn = _naming_resource(iam_actions.extract_resource_arn)


def _naming_machine(new_uuid):
    def token_or_uuid():
        machine, _making.machine = getattr(_making, "machine", None), None
        return f"{base64.b64encode(machine.encode()).decode()}.{new_uuid()}" if machine else new_uuid()

    return token_or_uuid


def _with_machine(execute):
    """The first id that a task with a callback makes is its token."""

    def execute_task(state_def, raw_input, execution, ctx):
        is_callback = ".waitForTaskToken" in state_def.get("Resource", "")
        _making.machine = ctx["StateMachine"]["Id"] if is_callback else None
        return execute(state_def, raw_input, execution, ctx)

    return execute_task


def _machine_of(token: str) -> str:
    try:
        return base64.b64decode(token.partition(".")[0], validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return "*"


def _naming_resource(extract):
    def extract_resource_arn(service, method, path, headers, body, query_params, region, account_id):
        if service == "states" and b'"taskToken"' in body:
            return _machine_of(json.loads(body)["taskToken"])
        return extract(service, method, path, headers, body, query_params, region, account_id)

    return extract_resource_arn
