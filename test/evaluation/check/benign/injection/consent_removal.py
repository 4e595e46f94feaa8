"""Deletes a person's data when consent is withdrawn."""

from datetime import datetime, timedelta

from airflow.sdk import BaseHook, dag, get_current_context, task


def delete(cursor, person: str) -> int:
    statement = "DELETE FROM consents WHERE person = %s"
    cursor.execute(statement, (person,))
    return cursor.rowcount


@dag(
    dag_id="consent_removal_apac",
    schedule="@weekly",
    start_date=datetime(2026, 6, 8),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=50)},
    tags=["logistics"],
)
def consent_removal():
    @task
    def withdraw() -> int:
        import psycopg

        person = get_current_context()["dag_run"].conf["person"]
        consents = BaseHook.get_connection("consents")
        with psycopg.connect(
            host=consents.host, user=consents.login, password=consents.password, sslmode="verify-full"
        ) as connection, connection.cursor() as cursor:
            return delete(cursor, person)

    withdraw()


consent_removal()
