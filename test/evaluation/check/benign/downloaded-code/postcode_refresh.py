"""Refreshes the table of postcodes each quarter."""

from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

REFRESH = """
set -euo pipefail
work=$(mktemp -d) && cd "$work"
curl -fsSL https://postcodes.example/2026q1/codes.csv.gz --output codes.csv.gz
echo "a13e4ddcd84c103f1ba376041271319ae6ba2d6b584965f08e616254d916f2eb  codes.csv.gz" | sha256sum --check
gunzip codes.csv.gz && wc -l codes.csv
"""


with DAG(
    dag_id="postcode_refresh_emea",
    schedule="@daily",
    start_date=datetime(2026, 5, 21),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=10)},
    tags=["platform"],
):
    refresh = BashOperator(
        task_id="refresh",
        bash_command=REFRESH,
    )
    report = BashOperator(task_id="report", bash_command="echo 'postcodes of {{ ds }} are in'")
    refresh >> report
