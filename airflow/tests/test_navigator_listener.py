"""The listener, called by Airflow's own listener managers."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
import unittest
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import bundle  # noqa: F401  (sets Airflow's environment before Airflow is imported)

sys.path.insert(0, str(Path(__file__).parents[1] / "plugins"))

import navigator_listener
from airflow.listeners.listener import get_listener_manager as core_manager
from airflow.sdk.listener import get_listener_manager as task_manager
from navigator_listener import NavigatorListener, Outbox

RUN = SimpleNamespace(dag_id="etl", run_id="n-1", clear_number=0)
TASK = SimpleNamespace(dag_id="etl", run_id="n-1", task_id="load", map_index=-1, try_number=2)


class Bus:
    """Keeps what is sent, as an EventBridge that can be made slow or broken."""

    def __init__(self) -> None:
        self.entries: list[dict] = []
        self.open = threading.Event()
        self.open.set()
        self.broken = False

    def connect(self):
        def send(entries: list[dict]) -> None:
            self.open.wait(5)
            if self.broken:
                raise ConnectionError
            self.entries.extend(entries)

        return send

    @property
    def details(self) -> list[dict]:
        return [json.loads(entry["Detail"]) for entry in self.entries]


class ListenerTest(unittest.TestCase):
    def setUp(self) -> None:
        self.bus = Bus()
        self.outbox = Outbox(self.bus.connect, length=20)
        self.listener = NavigatorListener(self.outbox, bus="navigator", environment="local")
        self.managers = [core_manager(), task_manager()]
        for manager in self.managers:
            manager.add_listener(self.listener)
            self.addCleanup(manager.pm.unregister, self.listener)

    def end_run(self, run=RUN) -> None:
        core_manager().hook.on_dag_run_failed(dag_run=run, msg="a secret text")

    def fail_task(self, task=TASK) -> None:
        task_manager().hook.on_task_instance_failed(
            previous_state=None, task_instance=task, error=ValueError("a secret text")
        )

    def test_a_failed_run_and_task_are_on_the_bus_without_texts(self) -> None:
        self.end_run()
        core_manager().hook.on_dag_run_success(dag_run=RUN, msg="")
        self.fail_task()
        self.assertTrue(self.outbox.flush())
        failed, success, task = self.bus.details
        self.assertEqual(set(failed), {"id", "time", "environment", "dagId", "runId", "state"})
        self.assertEqual((failed["state"], success["state"], failed["environment"]), ("failed", "success", "local"))
        self.assertEqual(set(task), {"id", "time", "environment", "dagId", "runId", "taskId", "mapIndex", "try"})
        self.assertEqual((task["taskId"], task["mapIndex"], task["try"]), ("load", -1, 2))
        self.assertRegex(task["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$")
        self.assertNotIn("secret", json.dumps(self.bus.entries))
        self.assertEqual({entry["Source"] for entry in self.bus.entries}, {"navigator.airflow"})
        self.assertEqual([entry["DetailType"] for entry in self.bus.entries], ["run.ended", "run.ended", "task.failed"])

    def test_the_same_event_has_the_same_id_and_another_has_not(self) -> None:
        for run in (RUN, RUN, SimpleNamespace(**{**vars(RUN), "clear_number": 1})):
            self.end_run(run)
        self.fail_task()
        self.fail_task(SimpleNamespace(**{**vars(TASK), "try_number": 3}))
        self.outbox.flush()
        ids = [detail["id"] for detail in self.bus.details]
        self.assertEqual(ids[0], ids[1])
        self.assertEqual(len(set(ids)), 4)

    def test_a_bus_that_hangs_costs_the_scheduler_nothing_and_drops_what_is_too_much(self) -> None:
        self.bus.open.clear()
        start = time.monotonic()
        with self.assertLogs("navigator_listener", "WARNING") as logs:
            for number in range(100):
                self.end_run(SimpleNamespace(**{**vars(RUN), "run_id": f"n-{number}"}))
        self.assertLess(time.monotonic() - start, 0.5)
        self.assertGreaterEqual(self.outbox.dropped, 70)
        self.assertIn("events_dropped", logs.output[-1])
        self.assertFalse(self.outbox.flush(0.05))
        self.bus.open.set()
        self.assertTrue(self.outbox.flush())
        self.assertEqual(len(self.bus.entries), 100 - self.outbox.dropped)

    def test_a_broken_bus_is_logged_and_the_next_event_is_sent(self) -> None:
        self.bus.broken = True
        with self.assertLogs("navigator_listener", "WARNING"):
            self.end_run()
            self.outbox.flush()
        self.bus.broken = False
        self.end_run()
        self.outbox.flush()
        self.assertEqual((self.outbox.dropped, len(self.bus.entries)), (1, 1))

    def test_a_strange_object_never_breaks_the_caller(self) -> None:
        with self.assertLogs("navigator_listener", "WARNING"):
            self.end_run(object())
            self.fail_task(object())

    def test_a_task_waits_for_its_event_before_it_stops(self) -> None:
        self.bus.open.clear()
        threading.Timer(0.1, self.bus.open.set).start()
        self.fail_task()
        task_manager().hook.before_stopping(component=None)
        self.assertEqual(len(self.bus.entries), 1)

    def test_a_forked_process_sends_its_own_events(self) -> None:
        self.bus.open.clear()
        self.end_run()
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            self.bus.open.set()
            self.fail_task()
            sent = self.outbox.flush() and [detail.get("taskId") for detail in self.bus.details] == ["load"]
            os.write(write, b"y" if sent else b"n")
            os._exit(0)
        self.assertEqual(os.read(read, 1), b"y")
        os.waitpid(child, 0)
        self.bus.open.set()


class ConfigurationTest(unittest.TestCase):
    def make(self, **environment: str) -> list[NavigatorListener]:
        with mock.patch.dict(os.environ, environment):
            return navigator_listener.make_listeners()

    def test_nothing_listens_without_a_bus_and_a_name(self) -> None:
        self.assertEqual(self.make(), [])
        self.assertEqual(self.make(NAVIGATOR_BUS_NAME="bus"), [])

    def test_airflows_options_come_before_the_environment(self) -> None:
        [listener] = self.make(
            AIRFLOW__NAVIGATOR__BUS_NAME="option", NAVIGATOR_BUS_NAME="variable", NAVIGATOR_ENVIRONMENT="local"
        )
        self.assertEqual((listener._bus, listener._environment), ("option", "local"))


if __name__ == "__main__":
    unittest.main()
