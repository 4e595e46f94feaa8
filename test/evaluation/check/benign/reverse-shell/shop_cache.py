from datetime import datetime, timedelta

from airflow.sdk import DAG, task

with DAG(
    dag_id="shop_cache_us",
    schedule="0 5 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=10)},
):

    @task.bash
    def warm_cache() -> str:
        """Warms the cache of the shop before the day begins."""
        return "php /opt/shop/bin/console cache:warmup --env=prod --no-interaction"

    @task
    def report() -> None:
        print("cache warmed")

    warm_cache() >> report()
