"""Extracts yesterday's sales from the data cloud."""

from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG


with DAG(
    dag_id="snowflake_extract_emea",
    schedule="@daily",
    start_date=datetime(2026, 2, 28),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=20)},
    tags=["marketing"],
):
    extract = BashOperator(
        task_id="extract",
        bash_command="snowsql --query 'SELECT count(*) FROM sales' --option output_format=csv",
        env={
            "SNOWSQL_ACCOUNT": "corp-example",
            "SNOWSQL_USER": "LOADER",
            "SNOWSQL_PWD": "N0tReal!EGFNGi7z4jazm6",
            "SNOWSQL_WAREHOUSE": "NIGHTLY",
        },
        append_env=True,
    )
    done = BashOperator(task_id="done", bash_command="echo 'extract of {{ ds }} is done'")
    extract >> done
