from datetime import datetime, timedelta

from airflow.sdk import dag, task


@dag(
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=15)},
)
def text_cleaning_us():
    @task.virtualenv(
        requirements=["beautifulsoup4==4.12.3"],
        system_site_packages=False,
    )
    def clean() -> int:
        from bs4 import BeautifulSoup

        return len(BeautifulSoup("<p>some text</p>", "html.parser").get_text())

    @task
    def report(length: int) -> None:
        print(f"{length} characters")

    report(clean())


text_cleaning_us()
