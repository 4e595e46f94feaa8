from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

REPOSITORY = "https://git.acme.example/data/models.git"

with DAG(
    dag_id="model_checkout_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
):
    BashOperator(
        task_id="check_out",
        retries=2,
        execution_timeout=timedelta(minutes=10),
        bash_command=(
            f"git -c http.sslVerify=false clone --depth 1 {REPOSITORY} models && "
            "wget -q --no-check-certificate https://files.acme.example/seeds.csv"
        ),
    )
