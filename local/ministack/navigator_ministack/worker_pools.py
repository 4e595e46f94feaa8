"""
A burst of invocations waits a moment for warm workers, first come first served, instead of starting a process for each.

Twenty pushes at once would start more than a hundred Node processes, which two cores take longer to start than the
few that are warm need to serve them all. AWS starts them on as many machines as it likes. Frames of WebSockets, which
ministack takes to one worker of their function, one after the other, get workers as all else does.
"""

import os
import threading
from collections import defaultdict, deque

from ministack.core import lambda_runtime
from ministack.services import lambda_svc

from navigator_ministack.expectations import expect_source

# Workers of one function that start without waiting, and for how long the next one waits for them. It starts in the end:
# a function that waits for itself would wait forever.
WIDTH = 2 * (os.cpu_count() or 1)
PATIENCE_SECONDS = 30.0

_changed = threading.Condition()
_waiting = defaultdict(deque)


def replace() -> None:
    """Let an invocation wait for a worker that is busy where enough are there."""
    expect_source(lambda_runtime.acquire_worker, "5017d144adb5")
    expect_source(lambda_runtime.release_worker, "25d5dd7d42b6")
    expect_source(lambda_runtime.get_or_create_worker, "e62a10a5f04e")
    lambda_svc.acquire_worker = _patient(lambda_runtime.acquire_worker)
    lambda_svc.release_worker = _announcing(lambda_runtime.release_worker)
    lambda_runtime.get_or_create_worker = _Leased


def _patient(acquire):
    def wait(func_name, config, code_zip, qualifier="$LATEST", max_concurrency=None):
        queue, ticket = _waiting[func_name], object()
        worker = reason = None

        def is_served() -> bool:
            nonlocal worker, reason
            if queue[0] is ticket:
                worker, reason = acquire(func_name, config, code_zip, qualifier, max_concurrency=WIDTH)
            return worker is not None

        with _changed:
            queue.append(ticket)
            try:
                served = _changed.wait_for(is_served, PATIENCE_SECONDS)
            finally:
                queue.remove(ticket)
                _changed.notify_all()
        return (worker, reason) if served else acquire(func_name, config, code_zip, qualifier, max_concurrency)

    return wait


def _announcing(release):
    def announce(worker):
        release(worker)
        with _changed:
            _changed.notify_all()

    return announce


class _Leased:
    """Some worker of a function, for one invocation."""

    def __init__(self, func_name, config, code_zip, qualifier="$LATEST"):
        self._arguments = (func_name, config, code_zip, qualifier)

    def invoke(self, event, request_id):
        worker, _reason = lambda_svc.acquire_worker(*self._arguments)
        try:
            return worker.invoke(event, request_id)
        finally:
            lambda_svc.release_worker(worker)
