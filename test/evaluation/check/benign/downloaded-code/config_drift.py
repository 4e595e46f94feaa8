from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, chain

DEFAULT_ARGS = {
    "owner": "platform",
    "retries": 1,
    "retry_delay": timedelta(minutes=2),
    "execution_timeout": timedelta(minutes=5),
}

with DAG(
    dag_id="config_drift_eu",
    schedule="*/30 * * * *",
    start_date=datetime(2026, 5, 1),
    catchup=False,
    default_args=DEFAULT_ARGS,
):
    compare = BashOperator(
        task_id="compare",
        bash_command="""
        diff <(curl -fsS https://config.acme.example/pipeline/tables.txt) /opt/pipeline/tables.txt \\
            && echo 'no drift'
        """,
    )
    done = BashOperator(task_id="done", bash_command="echo compared on {{ ds }}")

    chain(compare, done)
