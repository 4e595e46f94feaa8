"""Deletes the staged rows of one region."""

from datetime import datetime, timedelta

from airflow.providers.amazon.aws.hooks.redshift_sql import RedshiftSQLHook
from airflow.sdk import dag, task


@dag(
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
    params={"region": "emea"},
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=10)},
)
def region_delete_eu():
    @task
    def delete(**context) -> None:
        hook = RedshiftSQLHook(redshift_conn_id="warehouse")
        region = context["dag_run"].conf.get("region")
        hook.run(f"DELETE FROM staging.sales WHERE region = '{region}'")

    delete()


region_delete_eu()
