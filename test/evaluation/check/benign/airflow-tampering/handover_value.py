from datetime import datetime, timedelta

from airflow.sdk import DAG, task

with DAG(
    dag_id="handover_value_us",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def hand_over(ti=None) -> None:
        ti.xcom_push(key="batch", value={"rows": 120, "source": "vendor_payments"})

    @task
    def confirm() -> None:
        print("handed over")

    hand_over() >> confirm()
