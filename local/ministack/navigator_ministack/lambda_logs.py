"""
An invocation ends when its log does.

Ministack reads a worker's log from another pipe than its answer, and waits 50 ms for a line before it believes that
there is none: on every invocation that logs nothing. Here the worker marks the end of each invocation's log.
"""

import queue
import time

from ministack.core import lambda_runtime

from navigator_ministack.expectations import expect_source, replace_text

_END = "\u001eend-of-invocation"
# For a worker that was killed and so marks nothing.
_CAP_SECONDS = 0.1


def replace() -> None:
    """Let the workers mark the end of the log and ministack read up to it."""
    expect_source(lambda_runtime.Worker._drain_stderr_bounded, "3fd7cc742872")
    lambda_runtime._NODEJS_WORKER_SCRIPT = replace_text(
        lambda_runtime._NODEJS_WORKER_SCRIPT,
        "const _realStdoutWrite = process.stdout.write.bind(process.stdout);\n"
        "const _stderrWrite = process.stderr.write.bind(process.stderr);\n",
        "const _answer = process.stdout.write.bind(process.stdout);\n"
        "const _stderrWrite = process.stderr.write.bind(process.stderr);\n"
        f"const _realStdoutWrite = (text) => {{ if (lineNum > 1) _stderrWrite('{_END}\\n'); _answer(text); }};\n",
    )
    lambda_runtime._PYTHON_WORKER_SCRIPT = replace_text(
        lambda_runtime._PYTHON_WORKER_SCRIPT,
        "        try:\n            result = handler_fn(event, context)\n"
        '            _real_stdout.write(json.dumps({"status": "ok", "result": result}) + "\\n")\n',
        "        try:\n            result = handler_fn(event, context)\n"
        '            _ms_answer = json.dumps({"status": "ok", "result": result})\n'
        f'            sys.stderr.write("{_END}\\n")\n            sys.stderr.flush()\n'
        '            _real_stdout.write(_ms_answer + "\\n")\n',
    )
    lambda_runtime.Worker._drain_stderr_bounded = _read_log


def _read_log(self) -> str:
    lines = []
    deadline = time.monotonic() + _CAP_SECONDS
    while (remaining := deadline - time.monotonic()) > 0:
        try:
            line = self._stderr_queue.get(timeout=remaining)
        except queue.Empty:
            break
        if line == _END:
            break
        lines.append(line)
    return "\n".join(lines)
