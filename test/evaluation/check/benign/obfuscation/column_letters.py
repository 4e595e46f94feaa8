"""Names the columns of the spreadsheet that finance gets."""

import string
from datetime import timedelta

import pendulum
from airflow.sdk import dag, task

COLUMNS = ([65, 66], [67, 68, 69, 70, 71, 72])


def spell(numbers: list[int]) -> str:
    return "".join(map(chr, numbers))


@dag(
    dag_id="column_letters_emea",
    schedule="@daily",
    start_date=pendulum.datetime(2026, 2, 12, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=35)},
    tags=["retail"],
)
def column_letters():
    @task
    def columns(day: str) -> str:
        first, second = (spell(numbers) for numbers in COLUMNS)
        return day + ":" + "".join(letter for letter in first + second if letter in string.ascii_uppercase)

    columns("{{ ds }}")


column_letters()
