"""
A failed invocation tells its error's name, as AWS does, so that `Retry` and `Catch` can match it.

Ministack says `Runtime.HandlerError` whatever was thrown, and also when the process was killed, which on AWS is
`Runtime.ExitError`.
"""

import threading

from ministack.core import lambda_runtime
from ministack.services import lambda_svc

from navigator_ministack.expectations import expect_source, replace_text

# The worker answers ministack's Worker.invoke, whose caller drops the name: both run in the same thread.
_last = threading.local()


def replace() -> None:
    """Let the workers send the name and ministack report it."""
    expect_source(lambda_runtime.Worker.invoke, "96751a754710")
    expect_source(lambda_svc._execute_function_warm, "62b9218bef5b")
    node = lambda_runtime._NODEJS_WORKER_SCRIPT
    node = replace_text(
        node,
        'status: "error", error: String(err.message || err), trace: err.stack || ""',
        'status: "error", error: String(err.message || err), trace: err.stack || "", '
        "error_type: err instanceof Error ? err.name : typeof err",
    )
    node = replace_text(
        node,
        'status: "error", error: e.message, trace: e.stack',
        'status: "error", error: String(e?.message ?? e), trace: e?.stack || "", '
        "error_type: e instanceof Error ? e.name : typeof e",
    )
    lambda_runtime._NODEJS_WORKER_SCRIPT = node
    lambda_runtime._PYTHON_WORKER_SCRIPT = replace_text(
        lambda_runtime._PYTHON_WORKER_SCRIPT,
        '"trace": traceback.format_exc()}',
        '"trace": traceback.format_exc(), "error_type": type(e).__name__}',
    )
    lambda_runtime.Worker.invoke = _remembering(lambda_runtime.Worker.invoke)
    lambda_svc._execute_function_warm = _naming(lambda_svc._execute_function_warm)


def _remembering(invoke):
    def remember(self, *args, **kwargs):
        _last.result = {}
        _last.result = invoke(self, *args, **kwargs)
        return _last.result

    return remember


def _naming(execute):
    def name(*args, **kwargs):
        _last.result = {}
        answer = execute(*args, **kwargs)
        body = answer.get("body")
        if answer.get("error") and isinstance(body, dict):
            body.update(_details(_last.result) or _without_answer(body))
        return answer

    return name


def _without_answer(body: dict) -> dict:
    """A process that died before it could be asked shows up as an exception of the emulator's own Python."""
    is_emulators = _last.result == {} and "." not in body.get("errorType", "")
    return {"errorType": "Runtime.ExitError"} if is_emulators else {}


def _details(result: dict) -> dict:
    if result.get("error") == "Worker process died":
        return {"errorType": "Runtime.ExitError", "errorMessage": "Error: Runtime exited without providing a reason"}
    if "error_type" in result:
        return {"errorType": result["error_type"], "trace": str(result.get("trace", "")).splitlines()}
    return {}
