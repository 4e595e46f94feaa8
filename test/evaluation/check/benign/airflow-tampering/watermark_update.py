from datetime import datetime, timedelta

from airflow.sdk import dag, task


@dag(
    schedule="@hourly",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
)
def watermark_update_eu():
    @task
    def read_latest() -> str:
        return datetime(2026, 1, 1).isoformat()

    @task
    def store(latest: str) -> None:
        from airflow.sdk import Variable

        Variable.set("orders_watermark", latest)
        print(f"watermark {latest}")

    store(read_latest())


watermark_update_eu()
