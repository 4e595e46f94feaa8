"""
A task that waits for its token behaves as on AWS.

Ministack takes `TimeoutSeconds` as a number only, waits on although the function that was to hand on the token failed,
lets a second answer replace the first, tells nobody the token in the history, and checks `SendTask…` on `*`, where AWS
checks it on the state machine that the token is of. Its tokens say nothing; ours name the state machine, so that also
one that nobody waits for any more is known to be of it.
"""

import base64
import binascii
import json
import threading

from ministack.core import iam_actions
from ministack.core.responses import error_response_json
from ministack.services import stepfunctions

from navigator_ministack.expectations import expect_source

_WAITING = ".waitForTaskToken"
_FUNCTION = "states:::lambda:invoke"

# The execution whose task runs in this thread: what waits is told only its state's definition.
_running = threading.local()
_answering = threading.Lock()


def replace() -> None:
    """Replace the waiting, its answers and the check of who may answer."""
    expect_source(stepfunctions._execute_task, "53c818d247db")
    expect_source(stepfunctions._invoke_with_callback, "bbb38423156a")
    expect_source(stepfunctions._send_task_success, "12eff48bce57")
    expect_source(stepfunctions._send_task_failure, "c2a489b4ed33")
    stepfunctions.new_uuid = _naming_machine(stepfunctions.new_uuid)
    stepfunctions._execute_task = _evaluating_timeout(stepfunctions._execute_task)
    stepfunctions._invoke_with_callback = _waiting_as_on_aws(stepfunctions._invoke_with_callback)
    stepfunctions._send_task_success = _answering_once(stepfunctions._send_task_success)
    stepfunctions._send_task_failure = _answering_once(stepfunctions._send_task_failure)
    iam_actions.extract_resource_arn = _naming(iam_actions.extract_resource_arn)


def _evaluating_timeout(execute):
    def execute_task(state_def, raw_input, execution, ctx):
        _running.execution = execution
        _running.is_token_due = _WAITING in state_def.get("Resource", "")
        if "TimeoutSeconds" in state_def:
            seconds = stepfunctions._apply_jsonata_template(state_def["TimeoutSeconds"], raw_input, ctx)
            state_def = {**state_def, "TimeoutSeconds": seconds}
        return execute(state_def, raw_input, execution, ctx)

    return execute_task


def _naming_machine(new_uuid):
    """The first id that a task with a callback makes is its token."""

    def token_or_uuid():
        if not getattr(_running, "is_token_due", False):
            return new_uuid()
        _running.is_token_due = False
        machine = _running.execution["stateMachineArn"]
        return f"{base64.b64encode(machine.encode()).decode()}.{new_uuid()}"

    return token_or_uuid


def _machine_of(token: str) -> str:
    try:
        return base64.b64decode(token.partition(".")[0], validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return "*"


def _waiting_as_on_aws(invoke):
    def invoke_with_callback(resource, input_data, token, state_def):
        if _FUNCTION not in resource:
            return invoke(resource, input_data, token, state_def)
        execution = _running.execution
        _tell(execution, resource, input_data)
        info = {"event": threading.Event(), "result": None, "error": None, "heartbeat": None}
        stepfunctions._task_tokens[token] = info
        try:
            function = stepfunctions._resolve_lambda_function_ref(input_data["FunctionName"], optimized=True)
            stepfunctions._call_lambda(function, input_data.get("Payload"))
            info["event"].wait(state_def.get("TimeoutSeconds"))
        finally:
            with _answering:
                stepfunctions._task_tokens.pop(token, None)
        if not info["event"].is_set():
            raise stepfunctions._ExecutionError("States.Timeout", "")
        if info["error"]:
            raise stepfunctions._ExecutionError(info["error"]["Error"], info["error"]["Cause"])
        return json.loads(info["result"])

    return invoke_with_callback


def _tell(execution, resource, input_data) -> None:
    """The history has the task's parameters, and so the token, for whoever may read it."""
    scheduled = execution["events"][-1]["taskScheduledEventDetails"]
    scheduled.update(
        resourceType="lambda",
        resource=resource.rpartition(":")[2],
        parameters=json.dumps(input_data),
    )


def _answering_once(send):
    def send_once(data):
        with _answering:
            info = stepfunctions._task_tokens.get(data.get("taskToken"))
            if info and info["event"].is_set():
                message = "Task Timed Out: 'Provided task does not exist anymore'"
                return error_response_json("TaskTimedOut", message, 400)
            return send(data)

    return send_once


def _naming(extract):
    def extract_resource_arn(service, method, path, headers, body, query_params, region, account_id):
        token = iam_actions._safe_json_field(body, "taskToken") if service == "states" else None
        if token:
            return _machine_of(token)
        return extract(service, method, path, headers, body, query_params, region, account_id)

    return extract_resource_arn
