from datetime import datetime, timedelta

from airflow.sdk import DAG, task

with DAG(
    dag_id="requirement_report_us",
    schedule="@weekly",
    start_date=datetime(2026, 1, 4),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=10)},
):

    @task
    def check() -> int:
        from pathlib import Path

        lines = Path("/opt/etl/requirements.txt").read_text().splitlines()
        loose = [line for line in lines if line and not line.startswith("#") and "==" not in line]
        print(f"without a pin: {loose}")
        return len(loose)

    check()
