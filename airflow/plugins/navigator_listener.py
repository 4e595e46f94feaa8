"""
Tells Navigator at once when a DAG run ends or a task fails, by an event on the EventBridge bus.

The events are `RunEnded` and `TaskFailed` of functions/runs/contract.ts: what happened, and no message text. They are
hints: a schedule of Navigator's reconciles, so an event that cannot be sent in time is dropped rather than waited for.

Options of Airflow's section `[navigator]`, or the environment variables `NAVIGATOR_BUS_NAME` and
`NAVIGATOR_ENVIRONMENT`: `bus_name`, and `environment`, the name that Navigator knows this Airflow by. Without both,
nothing listens. Airflow calls the listener for DAG runs in the scheduler, and for tasks in the task's own process.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import queue
import threading
import uuid
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

from airflow.configuration import conf
from airflow.listeners import hookimpl
from airflow.plugins_manager import AirflowPlugin

SOURCE = "navigator.airflow"
RUN_ENDED = "run.ended"
TASK_FAILED = "task.failed"

QUEUE_LENGTH = 1000
FLUSH_SECONDS = 2.0
# The limit of PutEvents.
_BATCH = 10
# Makes ids from names, so that a second delivery of an event has the id of the first.
_NAMESPACE = uuid.UUID("b4b0a1a6-8a0e-5c59-9d0e-6e6176696761")

log = logging.getLogger(__name__)

Entry = dict[str, str]
Send = Callable[[list[Entry]], None]


class Outbox:
    """Sends entries from a thread of its own; whoever puts one neither waits nor fails."""

    def __init__(self, connect: Callable[[], Send], length: int = QUEUE_LENGTH) -> None:
        self._connect = connect
        self._length = length
        self.dropped = 0
        self._start_afresh()
        # A forked process has neither the thread nor a right to the entries, and maybe a lock that nobody holds.
        os.register_at_fork(after_in_child=self._start_afresh)

    def _start_afresh(self) -> None:
        self._entries: queue.Queue[Entry] = queue.Queue(self._length)
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def put(self, entry: Entry) -> None:
        """Take an entry to be sent, or drop it when too many wait."""
        try:
            self._start_thread()
            self._entries.put_nowait(entry)
        except queue.Full:
            self._drop(1, "too many wait")
        except Exception as error:
            self._drop(1, type(error).__name__)

    def flush(self, seconds: float = FLUSH_SECONDS) -> bool:
        """Wait until all is sent or dropped, for so many seconds at most; whether it is."""
        with self._entries.all_tasks_done:
            return self._entries.all_tasks_done.wait_for(lambda: not self._entries.unfinished_tasks, seconds)

    def _start_thread(self) -> None:
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="navigator-outbox", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        send: Send | None = None
        while True:
            batch = self._take_batch()
            try:
                send = send or self._connect()
                send(batch)
            except Exception as error:
                self._drop(len(batch), type(error).__name__)
            for _ in batch:
                self._entries.task_done()

    def _take_batch(self) -> list[Entry]:
        batch = [self._entries.get()]
        while len(batch) < _BATCH:
            try:
                batch.append(self._entries.get_nowait())
            except queue.Empty:
                break
        return batch

    def _drop(self, count: int, reason: str) -> None:
        self.dropped += count
        log.warning("navigator.events_dropped count=%d total=%d reason=%s", count, self.dropped, reason)


class NavigatorListener:
    """Puts an event into the outbox for each end of a DAG run and each failure of a task."""

    def __init__(self, outbox: Outbox, *, bus: str, environment: str) -> None:
        self._outbox = outbox
        self._bus = bus
        self._environment = environment

    @hookimpl
    def on_dag_run_success(self, dag_run: Any) -> None:
        self._run_ended(dag_run, "success")

    @hookimpl
    def on_dag_run_failed(self, dag_run: Any) -> None:
        self._run_ended(dag_run, "failed")

    @hookimpl
    def on_task_instance_failed(self, task_instance: Any) -> None:
        self._put(
            TASK_FAILED,
            lambda: {
                "dagId": task_instance.dag_id,
                "runId": task_instance.run_id,
                "taskId": task_instance.task_id,
                "mapIndex": -1 if task_instance.map_index is None else task_instance.map_index,
                "try": task_instance.try_number,
            },
        )

    @hookimpl
    def before_stopping(self, component: Any) -> None:
        # A task's process ends without running what is registered with atexit.
        self._outbox.flush()

    def _run_ended(self, dag_run: Any, state: str) -> None:
        # A run that was cleared may end again, in the same state.
        self._put(
            RUN_ENDED,
            lambda: {"dagId": dag_run.dag_id, "runId": dag_run.run_id, "state": state},
            lambda: getattr(dag_run, "clear_number", 0),
        )

    def _put(self, kind: str, describe: Callable[[], dict], distinguish: Callable[[], object] = lambda: "") -> None:
        try:
            what = describe()
            name = json.dumps([kind, self._environment, *what.values(), distinguish()])
            detail = {
                "id": str(uuid.uuid5(_NAMESPACE, name)),
                "time": datetime.now(timezone.utc).isoformat(timespec="milliseconds"),
                "environment": self._environment,
                **what,
            }
            self._outbox.put(
                {"EventBusName": self._bus, "Source": SOURCE, "DetailType": kind, "Detail": json.dumps(detail)}
            )
        except Exception as error:
            log.warning("navigator.event_failed kind=%s reason=%s", kind, type(error).__name__)


def connect_to_eventbridge() -> Send:
    """Make a client that gives up soon, in the thread that uses it."""
    import boto3
    from botocore.config import Config

    config = Config(connect_timeout=1, read_timeout=1, retries={"total_max_attempts": 2})
    events = boto3.client("events", config=config)

    def send(entries: list[Entry]) -> None:
        failed = events.put_events(Entries=entries)["FailedEntryCount"]
        if failed:
            raise RuntimeError(f"{failed} of {len(entries)} refused")

    return send


def read_option(name: str) -> str | None:
    """Read an option of Airflow's section `[navigator]`, or else its environment variable."""
    return conf.get("navigator", name, fallback=None) or os.environ.get(f"NAVIGATOR_{name.upper()}")


def make_listeners() -> list[NavigatorListener]:
    """Make the listener, if it is configured."""
    bus, environment = read_option("bus_name"), read_option("environment")
    if not bus or not environment:
        return []
    outbox = Outbox(connect_to_eventbridge)
    atexit.register(outbox.flush)
    return [NavigatorListener(outbox, bus=bus, environment=environment)]


class NavigatorPlugin(AirflowPlugin):
    """What Airflow finds in its plugins folder."""

    name = "navigator"
    listeners = make_listeners()
