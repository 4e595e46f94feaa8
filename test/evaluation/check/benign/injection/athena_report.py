from datetime import datetime, timedelta

from airflow.providers.amazon.aws.operators.athena import AthenaOperator
from airflow.sdk import DAG

with DAG(
    dag_id="athena_report_eu",
    schedule="0 5 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=20)},
):
    AthenaOperator(
        task_id="report",
        database="lake",
        output_location="s3://acme-athena-results/reports/",
        query="SELECT country, count(*) AS orders FROM orders WHERE day = DATE '{{ ds }}' GROUP BY country",
    )
