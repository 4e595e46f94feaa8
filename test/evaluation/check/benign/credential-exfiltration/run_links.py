from datetime import datetime, timedelta

from airflow.sdk import DAG, task

with DAG(
    dag_id="run_links_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=1)},
):

    @task
    def print_link(ds: str | None = None) -> str:
        from airflow.configuration import conf

        base = conf.get("api", "base_url", fallback="http://localhost:8080")
        link = f"{base}/dags/run_links/runs?day={ds}"
        print(link)
        return link

    print_link()
