"""Prepares the translated menus of the restaurants."""

from datetime import datetime, timedelta

from airflow.sdk import DAG, task

with DAG(
    dag_id="menu_translation_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def translate() -> int:
        menü = {"große_suppe": 8.5, "piñata": 4.0, "crème_brûlée": 6.9}
        größe = len(menü)
        teuerstes = max(menü, key=menü.get)
        print(f"teuerstes Gericht: {teuerstes}")
        return größe

    @task
    def publish(count: int) -> None:
        print(f"{count} Gerichte")

    publish(translate())
