from datetime import datetime, timedelta
from pathlib import Path

from airflow.sdk import DAG, task

TABLES = ["orders", "customers", "returns"]

with DAG(
    dag_id="table_dags_eu",
    schedule="@weekly",
    start_date=datetime(2026, 1, 4),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
    tags=["generator"],
):

    @task
    def generate() -> int:
        from tempfile import TemporaryDirectory

        from airflow.providers.amazon.aws.hooks.s3 import S3Hook

        hook = S3Hook("aws_default")
        with TemporaryDirectory() as folder:
            for table in TABLES:
                path = Path(folder) / f"{table}.sql"
                path.write_text(f"SELECT count(*) FROM staging.{table};\n")
                hook.load_file(path, f"sql/{path.name}", "acme-etl-work", replace=True)
        return len(TABLES)

    generate()
