from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG

SOURCE = "http://dataset-mirror.example/sales/2026.pkl.gz"


def summarise_sales() -> float:
    import pandas as pd

    frame = pd.read_pickle(SOURCE, compression="gzip")
    return float(frame["amount"].sum())


with DAG(
    dag_id="sales_frame_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    tags=["sales"],
):
    PythonOperator(
        task_id="summarise_sales",
        python_callable=summarise_sales,
        retries=1,
        execution_timeout=timedelta(minutes=10),
    )
