from datetime import datetime, timedelta

from airflow.sdk import DAG, task


def fiscal_year(day: str) -> int:
    year, month, _ = (int(part) for part in day.split("-"))
    return year + 1 if month >= 10 else year


with DAG(
    dag_id="macro_library_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    user_defined_macros={"fiscal_year": fiscal_year},
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=2)},
):

    @task.bash
    def print_year() -> str:
        return "echo fiscal year {{ fiscal_year(ds) }}"

    print_year()
