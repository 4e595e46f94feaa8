"""Mails the weekly digest to the store managers."""

import smtplib
import ssl
from datetime import timedelta
from email.message import EmailMessage

import pendulum
from airflow.sdk import BaseHook, dag, task


@dag(
    dag_id="digest_mail_emea",
    schedule="0 5 * * *",
    start_date=pendulum.datetime(2026, 7, 21, tz="UTC"),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=30)},
    tags=["marketing"],
)
def digest_mail():
    @task
    def send(week: str) -> None:
        relay = BaseHook.get_connection("mail_relay")
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = "digest@shop.example", "managers@shop.example", week
        mail.set_content(f"The digest of week {week} is ready.")
        make = ssl.create_default_context
        with smtplib.SMTP(relay.host, 587, timeout=30) as server:
            server.starttls(context=make())
            server.login(relay.login, relay.password)
            server.send_message(mail)

    send("{{ macros.ds_format(ds, '%Y-%m-%d', '%G-%V') }}")


digest_mail()
