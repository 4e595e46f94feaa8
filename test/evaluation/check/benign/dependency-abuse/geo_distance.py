from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import PythonVirtualenvOperator
from airflow.sdk import DAG


def compute_distance() -> float:
    from geopy.distance import geodesic

    return geodesic((52.5, 13.4), (48.1, 11.6)).km


with DAG(
    dag_id="geo_distance_us",
    schedule="@weekly",
    start_date=datetime(2026, 1, 4),
    catchup=False,
):
    PythonVirtualenvOperator(
        task_id="compute_distance",
        python_callable=compute_distance,
        requirements=["geopy==2.4.1"],
        index_urls=["https://pypi.acme.example/simple"],
        pip_install_options=["--only-binary", ":all:"],
        system_site_packages=False,
        retries=1,
        execution_timeout=timedelta(minutes=15),
    )
