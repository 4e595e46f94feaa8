"""Sets number formats for the reports."""

from datetime import datetime, timedelta

from airflow.sdk import dag, task


@dag(
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=3)},
)
def locale_defaults_eu():
    @task
    def set_defaults() -> str:
        import locale

        locale.setlocale(locale.LC_NUMERIC, "C")
        text = locale.format_string("%.2f", 1234.5, grouping=True)
        return text

    @task
    def report(text: str) -> None:
        print(f"defaults: {text}")

    report(set_defaults())


locale_defaults_eu()
