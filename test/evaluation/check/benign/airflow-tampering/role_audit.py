"""Audits the roles of the data platform."""

from datetime import datetime, timedelta

from airflow.sdk import DAG, task

with DAG(
    dag_id="role_audit_eu",
    schedule="@weekly",
    start_date=datetime(2026, 1, 4),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def audit() -> int:
        from airflow.providers.amazon.aws.hooks.redshift_sql import RedshiftSQLHook

        hook = RedshiftSQLHook(redshift_conn_id="warehouse")
        rows = hook.get_records("SELECT role_name, role_owner FROM svv_roles ORDER BY 1")
        for name, owner in rows:
            print(name, owner)
        return len(rows)

    audit()
