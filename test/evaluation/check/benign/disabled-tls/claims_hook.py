"""Pulls new insurance claims through the claims hook."""

import ssl
from datetime import timedelta

import pendulum
from airflow.sdk import BaseHook, dag, task


class ClaimsHook(BaseHook):
    """Talks to the claims service."""

    options = {"timeout": 30, "follow_redirects": False}

    def get_conn(self):
        import httpx

        claims = self.get_connection("claims_api")
        context = ssl.create_default_context(cafile="/etc/ssl/certs/corp-root.pem")
        return httpx.Client(base_url=f"https://{claims.host}", verify=context, **self.options)


@dag(
    dag_id="claims_hook_apac",
    schedule="0 5 * * *",
    start_date=pendulum.datetime(2026, 5, 22, tz="UTC"),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=15)},
    tags=["platform"],
)
def claims_hook():
    @task
    def pull() -> int:
        with ClaimsHook().get_conn() as client:
            return len(client.get("/claims/new").raise_for_status().json())

    pull()


claims_hook()
