from datetime import datetime, timedelta

from airflow.sdk import DAG, task

COLUMNS = [0, 1, 2, 3, 25, 26, 27, 51, 52, 77]

with DAG(
    dag_id="report_columns_eu",
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=2)},
):

    @task
    def name_columns() -> list[str]:
        names = []
        for index in COLUMNS:
            prefix = chr(ord("A") + index // 26 - 1) if index >= 26 else ""
            names.append(prefix + chr(ord("A") + index % 26))
        return names

    @task
    def print_columns(names: list[str]) -> None:
        print(", ".join(names))

    print_columns(name_columns())
