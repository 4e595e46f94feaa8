from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import PythonVirtualenvOperator
from airflow.sdk import DAG


def compute_features() -> int:
    import numpy

    return int(numpy.arange(10).sum())


with DAG(
    dag_id="churn_features_eu",
    schedule="0 3 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    tags=["ml"],
):
    PythonVirtualenvOperator(
        task_id="compute_features",
        python_callable=compute_features,
        requirements=["numpy==1.26.4", "requests==2.32.3", "scikit-learn==1.5.2"],
        system_site_packages=False,
        retries=1,
        execution_timeout=timedelta(minutes=20),
    )
