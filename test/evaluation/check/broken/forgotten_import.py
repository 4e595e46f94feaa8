from datetime import datetime

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

DEFAULT_ARGS = {"retries": 2, "retry_delay": timedelta(minutes=5)}

with DAG(
    dag_id="forgotten_import",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args=DEFAULT_ARGS,
):
    BashOperator(task_id="run", bash_command="echo run")
