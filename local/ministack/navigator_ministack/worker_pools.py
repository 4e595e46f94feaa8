"""
A burst of invocations waits a moment for warm workers, first come first served, instead of starting a process for each.

Twenty pushes at once would start more than a hundred Node processes, which two cores take longer to start than the
few that are warm need to serve them all. AWS starts them on as many machines as it likes.
"""

import os
import time
from collections import defaultdict, deque

from ministack.core import lambda_runtime
from ministack.services import lambda_svc

from navigator_ministack.expectations import expect_source

# Workers of one function that start without waiting, and for how long the next one waits for them. It starts in the end:
# a function that waits for itself would wait forever.
WIDTH = 2 * (os.cpu_count() or 1)
PATIENCE_SECONDS = 3.0
POLL_SECONDS = 0.002


def replace() -> None:
    """Let an invocation wait for a worker that is busy where enough are there."""
    expect_source(lambda_runtime.acquire_worker, "5017d144adb5")
    lambda_svc.acquire_worker = _patient(lambda_runtime.acquire_worker)


def _patient(acquire):
    waiting = defaultdict(deque)

    def wait(func_name, config, code_zip, qualifier="$LATEST", max_concurrency=None):
        queue, ticket = waiting[func_name], object()
        deadline = time.monotonic() + PATIENCE_SECONDS
        queue.append(ticket)
        try:
            while time.monotonic() < deadline:
                if queue[0] is ticket:
                    worker, reason = acquire(func_name, config, code_zip, qualifier, max_concurrency=WIDTH)
                    if worker is not None:
                        return worker, reason
                time.sleep(POLL_SECONDS)
        finally:
            queue.remove(ticket)
        return acquire(func_name, config, code_zip, qualifier, max_concurrency)

    return wait
