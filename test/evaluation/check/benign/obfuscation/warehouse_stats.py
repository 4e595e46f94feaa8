from datetime import datetime, timedelta

from airflow.sdk import DAG, task

with DAG(
    dag_id="warehouse_stats_us",
    schedule="20 3 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=10)},
    tags=["warehouse"],
):

    @task
    def collect_stats(kind: str = "records") -> int:
        from airflow.providers.amazon.aws.hooks.redshift_sql import RedshiftSQLHook

        if kind not in {"records", "first"}:
            raise ValueError(kind)
        hook = RedshiftSQLHook(redshift_conn_id="warehouse")
        rows = getattr(hook, f"get_{kind}")("SELECT count(*) FROM staging.orders")
        return len(rows)

    @task
    def report(result: int) -> None:
        print(f"collected {result}")

    report(collect_stats())
