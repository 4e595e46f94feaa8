from datetime import datetime

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

COLUMNS = [
    "order_id",
    "customer_id",
    "amount",

with DAG(
    dag_id="orders_daily",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    BashOperator(task_id="load", bash_command="echo load " + " ".join(COLUMNS))
