"""Plans the clean-up of old partitions."""

from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG


def write_plan(day: str) -> None:
    from tempfile import NamedTemporaryFile

    from airflow.providers.amazon.aws.hooks.s3 import S3Hook

    line = f"drop partition where day < '{day}'\n"
    with NamedTemporaryFile("w", suffix=".plan") as handle:
        handle.write(line)
        handle.flush()
        S3Hook("aws_default").load_file(handle.name, f"plans/{day}.plan", "acme-etl-work", replace=True)


with DAG(
    dag_id="cleanup_schedule_us",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    PythonOperator(
        task_id="write_plan",
        python_callable=write_plan,
        op_args=["{{ ds }}"],
        retries=1,
        execution_timeout=timedelta(minutes=5),
    )
