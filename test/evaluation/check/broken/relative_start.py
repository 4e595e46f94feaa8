"""Owner: data platform.

Runs on the shared workers.
"""

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG
from airflow.utils.dates import days_ago

with DAG(
    dag_id="relative_start",
    schedule="@daily",
    start_date=days_ago(2),
    catchup=False,
):
    BashOperator(task_id="begin", bash_command="echo begin")
