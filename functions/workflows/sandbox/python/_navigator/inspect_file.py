"""Imports one DAG file as Airflow's DagBag would, through the loader that Airflow uses, and says what came of it."""

from __future__ import annotations

import hashlib
import json
import sys
import traceback
from pathlib import PurePosixPath
from types import ModuleType
from typing import Any

import navigator_release
from airflow.sdk import DAG
from airflow.sdk.definitions._internal.contextmanager import DagContext
from airflow.sdk.exceptions import AirflowDagCycleException, AirflowException, DuplicateTaskIdFound

from . import watch

# Errors that say more of the place where they happen than of the file.
_OF_THE_PLACE = (
    GeneratorExit,
    KeyboardInterrupt,
    MemoryError,
    NotImplementedError,
    OSError,
    RecursionError,
    SyntaxError,
    SystemError,
    SystemExit,
)
_TASKS_AT_MOST = 2_000
_DAGS_AT_MOST = 500


def inspect(path: str) -> str:
    """JSON of what the file at ``path`` defines, tries and fails with; never raises for what the file does."""
    error = None
    dags: list[DAG] = []
    try:
        dags = _load(path)
    except BaseException as raised:
        error = _describe_error(raised, path)
    graphs = []
    for dag in sorted(dags, key=lambda dag: dag.dag_id)[:_DAGS_AT_MOST]:
        try:
            dag.validate()
            dag.check_cycle()
        except BaseException as raised:
            error = error or _describe_error(raised, path)
        graphs.append(_describe(dag))
    return json.dumps(
        {
            "error": error,
            "dags": graphs,
            "effects": watch.effects,
            "assumptions": watch.assumptions,
            "listings": sorted(watch.listings),
        }
    )


def _load(path: str) -> list[DAG]:
    pointer_file = f"{watch.DAGS}/live/repository/{path}"
    name = f"unusual_prefix_{hashlib.sha1(pointer_file.encode()).hexdigest()}_{PurePosixPath(path).stem}"
    pointer = ModuleType(name)
    pointer.__file__ = pointer_file
    sys.modules[name] = pointer
    DagContext.current_autoregister_module_name = name
    try:
        vars(pointer).update(navigator_release.load(name, pointer_file, "repository/release", path))
        named = [value for value in vars(pointer).values() if isinstance(value, DAG)]
        # A DAG compares by its id and more; what is the same object counts once.
        return list({id(dag): dag for dag in [*named, *(dag for dag, _ in DagContext.autoregistered_dags)]}.values())
    finally:
        DagContext.current_autoregister_module_name = None
        DagContext.autoregistered_dags.clear()


def _describe(dag: DAG) -> dict[str, Any]:
    tasks = sorted(dag.tasks, key=lambda task: task.task_id)
    return {
        "dagId": str(dag.dag_id),
        "taskCount": len(tasks),
        "tasks": [
            {
                "id": task.task_id,
                "operator": task.task_type,
                "downstream": sorted(task.downstream_task_ids),
                **({"isMapped": True} if task.is_mapped else {}),
                **({"group": task.task_group.group_id} if task.task_group and task.task_group.group_id else {}),
            }
            for task in tasks[:_TASKS_AT_MOST]
        ],
    }


def _describe_error(error: BaseException, path: str) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)
    own = [(frame.filename, frame.lineno or 1) for frame in frames if watch.in_tree(frame.filename)]
    if isinstance(error, SyntaxError) and error.filename and watch.in_tree(error.filename):
        own.append((error.filename, error.lineno or 1))
    file = f"{watch.ROOT}/{path}"
    raised_in, raised_at = own[-1] if own else (file, 1)
    return {
        "kind": _kind(error),
        "type": type(error).__name__,
        "message": _message(error),
        "line": next((line for name, line in reversed(own) if name == file), 1),
        "raisedIn": {"path": raised_in[len(watch.ROOT) + 1 :], "line": raised_at},
        "isCertain": not watch.assumptions and _is_of_the_file(error, frames),
    }


def _message(error: BaseException) -> str:
    try:
        return str(error)[:1_000]
    except BaseException:
        return ""


def _kind(error: BaseException) -> str:
    if isinstance(error, AirflowDagCycleException):
        return "cycle"
    return "duplicate-task" if isinstance(error, DuplicateTaskIdFound) else "import"


def _is_of_the_file(error: BaseException, frames: list[traceback.FrameSummary]) -> bool:
    """Whether any Python with this Airflow would fail alike: not for lack of a package, a file, memory or a version."""
    if isinstance(error, _OF_THE_PLACE):
        return False
    innermost = [frame.filename for frame in frames if "importlib" not in frame.filename]
    last = innermost[-1] if innermost else ""
    if isinstance(error, ImportError):
        return watch.in_tree(last) and _is_known(error.name or "")
    if isinstance(error, AttributeError) and isinstance(error.obj, ModuleType):
        return watch.in_tree(last) and watch.in_tree(getattr(error.obj, "__file__", None) or "")
    if watch.in_tree(last):
        return True
    of_airflow = last.startswith("/site/airflow/") or last.startswith("/navigator/")
    return of_airflow and isinstance(error, (AirflowException, TypeError, ValueError))


def _is_known(module: str) -> bool:
    top = module.partition(".")[0]
    return top == "airflow" or watch.in_tree(getattr(sys.modules.get(top), "__file__", None) or "")
