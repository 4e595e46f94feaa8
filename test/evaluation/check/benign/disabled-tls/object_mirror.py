from datetime import datetime, timedelta

from airflow.providers.amazon.aws.hooks.s3 import S3Hook
from airflow.sdk import DAG, task

with DAG(
    dag_id="object_mirror_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=30)},
):

    @task
    def mirror(ds: str | None = None) -> int:
        hook = S3Hook(aws_conn_id="aws_default", verify="/etc/ssl/certs/acme-bundle.pem")
        keys = hook.list_keys("acme-lake", prefix=f"orders/{ds}/") or []
        for key in keys:
            hook.copy_object(key, key, "acme-lake", "acme-lake-mirror")
        return len(keys)

    @task
    def report(count: int) -> None:
        print(f"{count} objects mirrored")

    report(mirror())
