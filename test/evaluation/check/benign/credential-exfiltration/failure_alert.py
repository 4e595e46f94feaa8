"""Loads the orders and tells the team when that fails."""

from datetime import datetime, timedelta

from airflow.sdk import DAG, BaseHook, task


def alert(context: dict) -> None:
    import requests

    instance = context["task_instance"]
    chat = BaseHook.get_connection("team_chat")
    requests.post(
        f"https://{chat.host}/hooks/data",
        json={"content": f"{instance.dag_id}.{instance.task_id} failed"},
        headers={"Authorization": f"Bearer {chat.password}"},
        timeout=5,
    )


with DAG(
    dag_id="failure_alert_eu",
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
