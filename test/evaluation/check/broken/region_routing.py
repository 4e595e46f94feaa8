from datetime import datetime

from airflow.sdk import DAG, task

with DAG(
    dag_id="region_routing",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):

    @task
    def route(region: str) -> str:
        match region:
            case _:
                return "bucket-default"
            case "eu":
                return "bucket-eu"
            case "us":
                return "bucket-us"

    route("eu")
