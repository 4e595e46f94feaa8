"""Runs the weekly maintenance of the warehouse."""

from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(
    dag_id="warehouse_vacuum_eu",
    schedule="0 2 * * 0",
    start_date=datetime(2026, 1, 4),
    catchup=False,
    max_active_runs=1,
):
    BashOperator(
        task_id="vacuum",
        retries=1,
        execution_timeout=timedelta(hours=1),
        bash_command='psql --host "$PGHOST" --username "$PGUSER" --dbname dwh --command "VACUUM ANALYZE"',
        env={
            "PGHOST": "{{ conn.warehouse.host }}",
            "PGUSER": "{{ conn.warehouse.login }}",
            "PGPASSWORD": "{{ conn.warehouse.password }}",
            "PGSSLMODE": "verify-full",
        },
        append_env=True,
    )
