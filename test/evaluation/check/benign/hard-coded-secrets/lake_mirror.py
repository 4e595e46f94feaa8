from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(
    dag_id="lake_mirror_eu",
    schedule="0 3 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
):
    BashOperator(
        task_id="mirror",
        bash_command="aws s3 sync s3://acme-lake/raw s3://acme-lake-mirror/raw --only-show-errors",
        env={
            "AWS_PROFILE": "lake-mirror",
            "AWS_DEFAULT_REGION": "eu-central-1",
            "AWS_MAX_ATTEMPTS": "5",
        },
        append_env=True,
        retries=2,
        execution_timeout=timedelta(hours=1),
    )
