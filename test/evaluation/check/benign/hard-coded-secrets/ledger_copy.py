from datetime import datetime, timedelta

from airflow.sdk import DAG, BaseHook, task

LEDGER = "ledger_db"

with DAG(
    dag_id="ledger_copy_eu",
    schedule="0 2 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=30)},
    tags=["ledger"],
):

    @task
    def copy_rows(ds: str | None = None) -> int:
        from sqlalchemy import create_engine, text

        engine = create_engine(BaseHook.get_connection(LEDGER).get_uri())
        with engine.connect() as connection:
            rows = connection.execute(text("SELECT count(*) FROM entries WHERE day = :day"), {"day": ds})
            return rows.scalar_one()

    copy_rows()
