from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG

def stream_lines(command: list[str]) -> int:
    import subprocess

    count = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            print(line.rstrip())
            count += 1
    if process.returncode:
        raise RuntimeError(f"the export ended with {process.returncode}")
    return count


def export() -> int:
    """Exports the terminal transactions."""
    return stream_lines(["/opt/etl/bin/export-terminals", "--format", "csv"])


with DAG(
    dag_id="terminal_export_eu",
    schedule="30 23 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    PythonOperator(
        task_id="export",
        python_callable=export,
        retries=1,
        execution_timeout=timedelta(minutes=30),
    )
