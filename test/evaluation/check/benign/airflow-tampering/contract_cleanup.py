"""Closes expired supplier contracts at the end of each day."""

from datetime import datetime, timedelta

from airflow.sdk import dag, task


@dag(
    dag_id="contract_cleanup_emea",
    schedule=None,
    start_date=datetime(2026, 4, 18),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=30)},
    tags=["finance"],
)
def contract_cleanup():
    @task
    def quiet_period(prefix: str = "audit_") -> str:
        from airflow.sdk import get_current_context

        run_id = get_current_context()["run_id"]
        print(f"quiet period begins with {run_id}, {prefix} contracts stay open")
        return prefix

    @task
    def close_contracts(prefix: str) -> None:
        print(f"closing contracts that do not start with {prefix}")

    close_contracts(quiet_period())


contract_cleanup()
