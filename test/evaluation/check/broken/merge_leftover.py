from datetime import datetime

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(
    dag_id="merge_leftover",
<<<<<<< HEAD
    schedule="@daily",
=======
    schedule="@hourly",
>>>>>>> feature/hourly
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    BashOperator(task_id="merge", bash_command="echo merge")
