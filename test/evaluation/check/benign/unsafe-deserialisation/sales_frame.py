from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG

SOURCE = "s3://acme-lake/sales/2026.parquet"


def summarise_sales() -> float:
    import pandas as pd

    frame = pd.read_parquet(SOURCE, columns=["day", "amount"])
    return float(frame["amount"].sum())


with DAG(
    dag_id="sales_frame_us",
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
