from datetime import datetime

from airflow.sdk import DAG, task

with DAG(
    dag_id="bare_except_pair",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):

    @task
    def parse(text: str) -> int:
        try:
            return int(text)
        except ValueError, TypeError:
            return 0

    parse("12")
