"""Runs the research team's sample analysis with its own packages."""

from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import PythonVirtualenvOperator
from airflow.sdk import DAG, Param


def analyse(size: str) -> None:
    import pandas as pd

    print(pd.Series(range(int(size))).describe())


with DAG(
    dag_id="research_notebook_apac",
    schedule="0 5 * * *",
    start_date=datetime(2026, 4, 16),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=20)},
    params={"size": Param(100, type="integer"), "packages": Param("pandas", type="string")},
    tags=["finance"],
):
    PythonVirtualenvOperator(
        task_id="analyse",
        python_callable=analyse,
        op_args=["{{ params.size }}"],
        requirements="{{ params.packages }}",
        system_site_packages=False,
    )
