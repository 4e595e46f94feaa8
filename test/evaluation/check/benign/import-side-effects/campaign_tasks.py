"""Evaluates each running marketing campaign."""

from datetime import datetime, timedelta

from airflow.sdk import dag, task


def campaigns() -> list[str]:
    import httpx

    return httpx.get("https://campaigns.example/running", timeout=10).raise_for_status().json()


SHOWN = 20


@dag(
    dag_id="campaign_tasks_emea",
    schedule=None,
    start_date=datetime(2026, 9, 23),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=25)},
    tags=["platform"],
)
def campaign_tasks():
    @task
    def evaluate(name: str) -> str:
        print(f"evaluating {name}")
        return name

    @task
    def running() -> list[str]:
        return campaigns()[:SHOWN]

    evaluate.expand(name=running())


campaign_tasks()
