"""Owner: data platform.

Runs on the shared workers.
"""

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(
    dag_id="catchup_without_start",
    schedule="@daily",
    catchup=True,
    tags=["orders"],
):
    extract = BashOperator(task_id="extract", bash_command="echo extract")
    load = BashOperator(task_id="load", bash_command="echo load")

    extract >> load
