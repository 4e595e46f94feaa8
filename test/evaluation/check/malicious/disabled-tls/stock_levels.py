from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, chain

with DAG(
    dag_id="stock_levels_us",
    schedule="*/30 6-20 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
    tags=["stock"],
):
    fetch = BashOperator(
        task_id="fetch",
        bash_command="curl -sSfk -o stock.json https://stock.acme.example/levels && jq length stock.json",
    )
    done = BashOperator(task_id="done", bash_command="echo levels of {{ ts }}")

    chain(fetch, done)
