import functools
import time
from datetime import datetime, timedelta

from airflow.sdk import DAG, task


def timed(function):
    """Measures how long a task takes."""

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        begin = time.monotonic()
        try:
            return function(*args, **kwargs)
        finally:
            print(f"{function.__name__}: {time.monotonic() - begin:.3f} s")

    return wrapper


with DAG(
    dag_id="timed_task_us",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):

    @task
    @timed
    def transform() -> int:
        return sum(range(1000))

    transform()
