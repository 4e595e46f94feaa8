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
def region_delete_us():
    @task
    def delete(**context) -> None:
        hook = RedshiftSQLHook(redshift_conn_id="warehouse")
        region = context["params"]["region"]
        hook.run("DELETE FROM staging.sales WHERE region = %s", parameters=(region,))

    delete()


region_delete_us()
