"""Publishes the team's list of holidays for other workflows."""

from datetime import datetime, timedelta

from airflow.sdk import ObjectStoragePath, dag, task

CONTENT = "HOLIDAYS = ['2026-01-01', '2026-12-25']\n"


def place(kind: str):
    folder = ObjectStoragePath("s3://planning-shared/", conn_id="planning_s3") / kind
    folder.mkdir(exist_ok=True)
    return folder / "holidays.txt"


@dag(
    dag_id="shared_macros_emea",
    schedule="30 2 * * 1-5",
    start_date=datetime(2026, 5, 4),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=45)},
    tags=["marketing"],
)
def shared_macros():
    @task
    def publish() -> int:
        place("calendars").write_text(CONTENT)
        return len(CONTENT)

    publish()


shared_macros()
