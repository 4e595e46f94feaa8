from datetime import datetime, timedelta

from airflow.sdk import DAG, task

with DAG(
    dag_id="map_render_us",
    schedule="0 6 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=15)},
):

    @task.bash
    def render() -> str:
        """Renders the map of the day."""
        return "node /opt/map-render/bin/render.js --day {{ ds }}"

    @task
    def report() -> None:
        print("rendered")

    render() >> report()
