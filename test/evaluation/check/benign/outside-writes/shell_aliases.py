from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(
    dag_id="shell_aliases_eu",
    schedule="@weekly",
    start_date=datetime(2026, 1, 4),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=3)},
):
    BashOperator(
        task_id="set_aliases",
        bash_command="""
        cat > aliases <<'END'
        count_lines() { wc -l < "$1"; }
END
        . ./aliases
        count_lines /data/reports/latest.csv
        """,
    )
