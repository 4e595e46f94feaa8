"""Sums up the month's payroll per cost centre."""

from datetime import timedelta

import pendulum
from airflow.sdk import dag, task

SOURCE = "postgresql://payroll_ro:N0tReal-iipH7zzMy9wG@payroll-db.example:5432/payroll"
QUERY = "SELECT cost_centre, sum(gross) FROM payslips WHERE month = %s GROUP BY cost_centre"


@dag(
    dag_id="payroll_totals_apac",
    schedule="0 5 * * *",
    start_date=pendulum.datetime(2026, 1, 12, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=30)},
    tags=["retail"],
)
def payroll_totals():
    @task
    def totals(month: str) -> list[tuple]:
        import psycopg

        url = SOURCE
        print(f"asking {url.rsplit('@', 1)[-1]} now")
        with psycopg.connect(url, connect_timeout=10) as connection:
            return connection.execute(QUERY, (month,)).fetchall()

    totals("{{ macros.ds_format(ds, '%Y-%m-%d', '%Y-%m') }}")


payroll_totals()
