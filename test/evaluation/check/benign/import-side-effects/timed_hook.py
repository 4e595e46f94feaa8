from datetime import datetime, timedelta

from airflow.sdk import DAG, task
from airflow.providers.amazon.aws.hooks.s3 import S3Hook


class TimedS3Hook(S3Hook):
    """Measures how long a read takes."""

    def read_key(self, *args, **kwargs):
        begin = datetime.now()
        try:
            return super().read_key(*args, **kwargs)
        finally:
            self.log.info("read in %s", datetime.now() - begin)


with DAG(
    dag_id="timed_hook_us",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def read_orders() -> int:
        return len(TimedS3Hook("aws_default").read_key("orders/latest.csv", "acme-lake"))

    read_orders()
