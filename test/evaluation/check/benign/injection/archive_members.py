from datetime import datetime, timedelta
from subprocess import PIPE
from subprocess import Popen as start

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG


def list_members(day: str) -> int:
    """Lists the members of the day's archive."""
    line = ["tar", "-tf", f"/data/archives/{day}.tar"]
    process = start(line, stdout=PIPE, text=True)
    output, _ = process.communicate(timeout=60)
    return len(output.splitlines())


with DAG(
    dag_id="archive_members_eu",
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    PythonOperator(
        task_id="list_members",
        python_callable=list_members,
        op_kwargs={"day": "{{ ds }}"},
        retries=1,
        execution_timeout=timedelta(minutes=5),
    )
