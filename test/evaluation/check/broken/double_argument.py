from datetime import datetime

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(
    dag_id="double_argument",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    BashOperator(
        task_id="extract",
        bash_command="echo extract",
        task_id="extract_again",
    )
