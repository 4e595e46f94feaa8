"""Counts the tickets that wait for an answer."""

from datetime import datetime, timedelta

from airflow.sdk import dag, task


class Desk:
    """Where the help desk is and how to ask it."""

    url = "https://desk.example/api/tickets"
    bearer = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJOT1RSRUFMIn0.Qt8jDCEhs3PVh4STR6g9wxfifVNaf9WBuZGmauRKiTh"

    @classmethod
    def headers(cls) -> dict[str, str]:
        return {"Accept": "application/json", "Authorization": f"Bearer {cls.bearer}"}


@dag(
    dag_id="ticket_backlog_apac",
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
