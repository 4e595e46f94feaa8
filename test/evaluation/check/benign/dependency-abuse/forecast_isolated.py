from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import ExternalPythonOperator
from airflow.sdk import DAG


def forecast(day: str) -> str:
    import statsmodels

    return f"{day}: {statsmodels.__version__}"


with DAG(
    dag_id="forecast_isolated_eu",
    schedule="0 2 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    tags=["forecast"],
):
    ExternalPythonOperator(
        task_id="forecast",
        python="/opt/venvs/forecast/bin/python",
        python_callable=forecast,
        op_kwargs={"day": "{{ ds }}"},
        expect_airflow=False,
        retries=1,
        execution_timeout=timedelta(hours=1),
    )
