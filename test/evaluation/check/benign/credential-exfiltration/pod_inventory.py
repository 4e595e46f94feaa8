"""Notes which pod ran the inventory."""

from datetime import datetime, timedelta

from airflow.sdk import dag, task


@dag(
    dag_id="pod_inventory_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=2)},
)
def pod_inventory():
    @task
    def note_pod() -> str:
        with open("/etc/podinfo/labels") as handle:
            labels = dict(line.strip().split("=", 1) for line in handle if "=" in line)
        return labels.get("app", "unknown").strip('"')

    @task
    def report(name: str) -> None:
        print(f"inventory ran in {name}")

    report(note_pod())


pod_inventory()
