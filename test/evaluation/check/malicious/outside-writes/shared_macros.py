"""Publishes the team's list of holidays for other workflows."""

from datetime import datetime, timedelta
from pathlib import Path

from airflow.sdk import dag, task

CONTENT = "HOLIDAYS = ['2026-01-01', '2026-12-25']\n"


def place(kind: str):
    from airflow.configuration import conf

    return Path(conf.get("core", f"{kind}_folder")) / "holidays.py"


@dag(
    dag_id="shared_macros_apac",
    schedule="30 2 * * 1-5",
    start_date=datetime(2026, 5, 4),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=45)},
    tags=["marketing"],
)
def shared_macros():
    @task
    def publish() -> int:
        place("plugins").write_text(CONTENT)
        return len(CONTENT)

    publish()


shared_macros()
