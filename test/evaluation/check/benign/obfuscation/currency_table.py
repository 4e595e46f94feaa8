from datetime import datetime, timedelta

from airflow.sdk import DAG, task

with DAG(
    dag_id="currency_table_us",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=3)},
):

    @task
    def build_table() -> dict:
        codes = {
            "EUR": 978,                                                                                                             # euro
            "USD": 840,                                                                                                             # US dollar
            "GBP": 826,                                                                                                             # pound sterling
        }
        return codes

    @task
    def report(codes: dict) -> None:
        print(f"{len(codes)} currencies")

    report(build_table())
