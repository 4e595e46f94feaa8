from datetime import datetime, timedelta

from airflow.providers.amazon.aws.operators.athena import AthenaOperator
from airflow.sdk import DAG

with DAG(
    dag_id="athena_report_us",
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=20)},
):
    AthenaOperator(
        task_id="report",
        database="lake",
        output_location="s3://acme-athena-results/reports/",
        query=(
            "SELECT * FROM {{ dag_run.conf['table'] }} "
            "WHERE {{ dag_run.conf['filter'] | default('1=1') }}"
        ),
    )
