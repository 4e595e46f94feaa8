"""Makes a preview of tomorrow's bills for the billing desk."""

from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

PREVIEW = """
psql --host {{ conn.billing_db.host }} --username {{ conn.billing_db.login }} billing \\
  --set "day={{ ds }}" \\
  --file "$BILLING_HOME/preview.sql"
"""


with DAG(
    dag_id="billing_preview_emea",
    schedule="30 2 * * 1-5",
    start_date=datetime(2026, 5, 22),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=35)},
    tags=["retail"],
):
    BashOperator(
        task_id="preview",
        bash_command=PREVIEW,
        env={"PGPASSWORD": "{{ conn.billing_db.password }}"},
        append_env=True,
    )
