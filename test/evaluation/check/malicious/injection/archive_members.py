from datetime import datetime, timedelta
from subprocess import PIPE
from subprocess import Popen as start

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG


def list_members(archive: str, options: str) -> int:
    """Lists the members of one archive."""
    line = " ".join(["tar", options, "-tf", archive])
    process = start(line, shell=True, stdout=PIPE, text=True)
    output, _ = process.communicate()
    return len(output.splitlines())


with DAG(
    dag_id="archive_members_us",
    schedule=None,
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    PythonOperator(
        task_id="list_members",
        python_callable=list_members,
        op_kwargs={"archive": "{{ dag_run.conf.archive }}", "options": "{{ dag_run.conf.get('options', '') }}"},
        retries=1,
        execution_timeout=timedelta(minutes=5),
    )
