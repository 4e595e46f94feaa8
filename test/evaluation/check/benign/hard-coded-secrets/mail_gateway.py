from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG


def send(conn_id: str) -> None:
    import smtplib

    from airflow.sdk import BaseHook

    mail = BaseHook.get_connection(conn_id)
    with smtplib.SMTP_SSL(mail.host, 465, timeout=10) as server:
        server.login(mail.login, mail.password)
        server.sendmail(mail.login, ["team@acme.example"], "Subject: load\n\ndone")


with DAG(
    dag_id="mail_gateway_us",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"owner": "data", "retries": 1, "execution_timeout": timedelta(minutes=5)},
):
    PythonOperator(
        task_id="send",
        python_callable=send,
        op_kwargs={"conn_id": "mail_gateway"},
    )
