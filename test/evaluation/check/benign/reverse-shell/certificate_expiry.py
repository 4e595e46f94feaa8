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
def certificate_expiry_us():
    BashOperator(
        task_id="read_expiry",
        bash_command=(
            f"openssl s_client -connect {SITE}:443 -servername {SITE} </dev/null 2>/dev/null "
            "| openssl x509 -noout -enddate"
        ),
    )


certificate_expiry_us()
