"""Reads the settings with which a partner wants its report."""

from datetime import timedelta

import pendulum
from airflow.sdk import dag, task

LOADERS = {"partner": "UnsafeLoader", "own": "SafeLoader"}


def parse(text: str, origin: str) -> dict:
    import yaml

    loader = getattr(yaml, LOADERS[origin])
    return yaml.load(text, Loader=loader)


@dag(
    dag_id="partner_settings_emea",
    schedule="@weekly",
    start_date=pendulum.datetime(2026, 6, 25, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=15)},
    tags=["operations"],
)
def partner_settings():
    @task
    def settings(partner: str) -> dict:
        import requests

        answer = requests.get(f"https://{partner}.example/report-settings.yaml", timeout=30)
        answer.raise_for_status()
        return parse(answer.text, "partner")

    settings("northwind")


partner_settings()
