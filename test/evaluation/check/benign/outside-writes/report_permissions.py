from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG


def publish_report() -> None:
    """Copies the report with the right permissions."""
    import os
    import shutil
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        source, target = "/data/reports/latest.pdf", os.path.join(folder, "report.pdf")
        shutil.copy(source, target)
        os.chmod(target, 0o640)
        print(os.path.getsize(target))


with DAG(
    dag_id="report_permissions_us",
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
