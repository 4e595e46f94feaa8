from datetime import datetime, timedelta
from email.message import EmailMessage

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG, BaseHook


def send_digest(day: str) -> None:
    """Sends the digest of the day."""
    import smtplib
    import ssl

    message = EmailMessage()
    message["Subject"] = f"Digest {day}"
    mail = BaseHook.get_connection("smtp_default")
    message["From"] = mail.login
    message["To"] = "data-team@acme.example"
    message.set_content("All loads of the day are complete.")
    with smtplib.SMTP(mail.host, mail.port or 587, timeout=10) as server:
        server.starttls(context=ssl.create_default_context())
        server.login(mail.login, mail.password)
        server.send_message(message)


with DAG(
    dag_id="daily_digest_mail_eu",
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
