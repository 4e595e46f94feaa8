"""Tells of Python files whether this Python compiles them, whether this Airflow imports them, and its DAGs; prints JSON."""

import json
import logging
import os
import sys
import time
import warnings
from pathlib import Path

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
answers = os.fdopen(os.dup(1), "w")
# What the files print, or Airflow logs, is no answer.
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

from airflow.dag_processing.dagbag import DagBag  # noqa: E402

bag = DagBag(dag_folder=os.devnull, collect_dags=False)


def compile_error(path: Path) -> str | None:
    try:
        compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


def import_error(path: Path) -> str | None:
    bag.import_errors.clear()
    bag.dags.clear()
    bag.process_file(str(path), only_if_updated=False, safe_mode=True)
    return next((trace.strip().splitlines()[-1] for trace in bag.import_errors.values()), None)


def graphs() -> dict[str, dict[str, list[str]]]:
    return {
        dag_id: {task.task_id: sorted(task.downstream_task_ids) for task in dag.tasks} for dag_id, dag in bag.dags.items()
    }


def judge(path: Path) -> dict[str, object]:
    refused = compile_error(path)
    start = time.perf_counter()
    error = refused or import_error(path)
    took = (time.perf_counter() - start) * 1000
    dags = {} if error else graphs()
    return {"path": str(path), "syntax": refused, "import": error, "milliseconds": took, "dags": dags}


folder, *roots = sys.argv[1:]
sys.path.extend(roots)
json.dump([judge(path) for path in sorted(Path(folder).rglob("*.py"))], answers)
answers.close()
os._exit(0)
