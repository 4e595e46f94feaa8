"""Loads the pricing rules of the day."""

import json
from datetime import datetime, timedelta

from airflow.providers.amazon.aws.hooks.s3 import S3Hook
from airflow.sdk import dag, task

BUCKET = "partner-shared-rules"


@dag(
    schedule="0 4 * * *",
    start_date=datetime(2026, 3, 1),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=5)},
)
def pricing_rules_sync_eu():
    @task
    def load_rules(ds: str | None = None) -> list[str]:
        source = S3Hook(aws_conn_id="aws_default").read_key(f"rules/{ds}/rules.json", BUCKET)
        rules = json.loads(source)
        missing = [rule["id"] for rule in rules if "discount" not in rule]
        if missing:
            raise ValueError(f"rules without a discount: {missing}")
        return sorted(rule["id"] for rule in rules)

    @task
    def report(rules: list[str]) -> None:
        print(f"{len(rules)} rules are active")

    report(load_rules())


pricing_rules_sync_eu()
