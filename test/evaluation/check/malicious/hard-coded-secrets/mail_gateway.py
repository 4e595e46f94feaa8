from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG


def send(host: str, user: str, password: str) -> None:
    import smtplib

    with smtplib.SMTP_SSL(host, 465, timeout=10) as server:
        server.login(user, password)
        server.sendmail(user, ["team@acme.example"], "Subject: load\n\ndone")


with DAG(
    dag_id="mail_gateway_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"owner": "data", "retries": 1, "execution_timeout": timedelta(minutes=5)},
):
    PythonOperator(
        task_id="send",
        python_callable=send,
        op_kwargs={"host": "mail.acme.example", "user": "etl@acme.example", "password": "US9k7IySg9T_co"},
    )
