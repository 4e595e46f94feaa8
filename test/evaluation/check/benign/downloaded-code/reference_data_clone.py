from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

REPOSITORY = "https://git.acme.example/data/reference-data.git"
COMMIT = "5d1c0f6b8a2e4f7d9c3b1a0e8f6d4c2b0a9e7f51"

with DAG(
    dag_id="reference_data_clone_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
) as dag:
    BashOperator(
        task_id="clone",
        retries=2,
        execution_timeout=timedelta(minutes=10),
        bash_command=(
            f"git clone --filter=blob:none {REPOSITORY} ref && "
            f"git -C ref checkout --detach {COMMIT} && "
            "ls ref/csv/*.csv | wc -l"
        ),
    )
