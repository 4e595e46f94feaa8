"""Imports what DAG files import, so that the snapshot of the interpreter has it."""

from __future__ import annotations

import importlib
import sys
import sysconfig

from . import stand_ins

_MODULES = (
    "airflow",
    "airflow.sdk",
    "airflow.models",
    "airflow.models.baseoperator",
    "airflow.models.dag",
    "airflow.models.param",
    "airflow.models.connection",
    "airflow.models.variable",
    "airflow.sdk.definitions.asset.decorators",
    "airflow.sdk.io",
    "airflow.providers.amazon.aws.operators.s3",
    "airflow.providers.amazon.aws.sensors.s3",
    "airflow.providers.common.sql.operators.sql",
    "airflow.providers.common.sql.sensors.sql",
    "airflow.providers.http.operators.http",
    "airflow.providers.http.sensors.http",
    "airflow.providers.smtp.operators.smtp",
    "airflow.providers.standard.operators.bash",
    "airflow.providers.standard.operators.branch",
    "airflow.providers.standard.operators.datetime",
    "airflow.providers.standard.operators.empty",
    "airflow.providers.standard.operators.latest_only",
    "airflow.providers.standard.operators.python",
    "airflow.providers.standard.operators.trigger_dagrun",
    "airflow.providers.standard.sensors.bash",
    "airflow.providers.standard.sensors.date_time",
    "airflow.providers.standard.sensors.external_task",
    "airflow.providers.standard.sensors.filesystem",
    "airflow.providers.standard.sensors.python",
    "airflow.providers.standard.sensors.time_delta",
    "airflow.timetables.trigger",
    "airflow.utils.task_group",
    "asyncio",
    "boto3",
    "concurrent.futures",
    "csv",
    "dateutil.parser",
    "jinja2",
    "logging",
    "multiprocessing",
    "pendulum",
    "requests",
    "sqlite3",
    "subprocess",
    "tempfile",
    "uuid",
    "yaml",
    "zipfile",
    "zoneinfo",
)


def warm_up() -> list[str]:
    """Import them all; answers which are not to be had."""
    # It reads a file that is named for the true platform.
    sysconfig.get_config_vars()
    # Packages, and whoever asks for the platform, mean to learn that of Airflow.
    sys.platform = "linux"
    sys.meta_path.append(stand_ins.Finder())
    for name in sys.builtin_module_names:
        importlib.import_module(name)
    missing = []
    for name in _MODULES:
        try:
            importlib.import_module(name)
        except ImportError as error:
            missing.append(f"{name}: {error}")
    from airflow.sdk import DAG, task
    from airflow.sdk.providers_manager_runtime import ProvidersManagerTaskRuntime

    ProvidersManagerTaskRuntime().taskflow_decorators
    with DAG("warm", schedule="@daily") as dag:
        task(lambda: None, task_id="up")()
    dag.validate()
    dag.check_cycle()
    stand_ins.replace_look_ups()
    # Whoever imports one of these meets a stand-in of its own, which is put down.
    for name in [name for name in sys.modules if name.partition(".")[0] in stand_ins.ABSENT]:
        del sys.modules[name]
    return missing
