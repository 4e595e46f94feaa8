from datetime import datetime, timedelta
from concurrent.futures import ProcessPoolExecutor

from airflow.sdk import DAG, task


def square(value: int) -> int:
    return value * value


with DAG(
    dag_id="parallel_split_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=10)},
):

    @task
    def compute() -> int:
        with ProcessPoolExecutor(max_workers=2) as pool:
            return sum(pool.map(square, range(1000), chunksize=100))

    compute()
