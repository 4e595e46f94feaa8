"""Counts the tickets that wait for an answer."""

from datetime import datetime, timedelta

from airflow.sdk import BaseHook, dag, task


class Desk:
    """Where the help desk is and how to ask it."""

    url = "https://desk.example/api/tickets"
    conn_id = "help_desk"

    @classmethod
    def headers(cls) -> dict[str, str]:
        bearer = BaseHook.get_connection(cls.conn_id).password
        return {"Accept": "application/json", "Authorization": f"Bearer {bearer}"}


@dag(
    dag_id="ticket_backlog_emea",
    schedule="15 */6 * * *",
    start_date=datetime(2026, 6, 19),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=15)},
    tags=["retail"],
)
def ticket_backlog():
    @task
    def waiting() -> int:
        import requests

        answer = requests.get(Desk.url, headers=Desk.headers(), params={"state": "open"}, timeout=30)
        answer.raise_for_status()
        return answer.json()["total"]

    waiting()


ticket_backlog()
