from datetime import datetime, timedelta
from pathlib import Path

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG

FOLDER = Path("/data/work/old_file_sweep")


def sweep(days: int) -> int:
    """Removes files that nobody has used for some days."""
    limit = datetime.now().timestamp() - days * 86400
    removed = 0
    for path in FOLDER.glob("*.csv"):
        if path.stat().st_mtime < limit:
            path.unlink()
            removed += 1
    return removed


with DAG(
    dag_id="old_file_sweep_us",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    PythonOperator(
        task_id="sweep",
        python_callable=sweep,
        op_kwargs={"days": 14},
        retries=1,
        execution_timeout=timedelta(minutes=10),
    )
