from datetime import datetime, timedelta

from airflow.sdk import dag, task

ACCOUNT = {
    "type": "service_account",
    "project_id": "acme-copy-000000",
    "private_key_id": "d95925a33ff708b072f31fd157830d3ce4eb20b2",
    "private_key": "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqN0tRealXO+DmXDOPwoVPISWREQs/1PYrUb9SXk4F8pCSJ2Zk\nN0tReal3mkdDknXNBjlM+o5lKi6yvkaGUHzHwApo9CeEEPQB0/If0+RfWUnfL1Gv\n-----END PRIVATE KEY-----\n",
    "client_email": "copy@acme-copy-000000.iam.gserviceaccount.com",
}


@dag(
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=20)},
)
def cloud_bucket_copy_eu():
    @task
    def copy() -> str:
        from google.oauth2 import service_account

        credentials = service_account.Credentials.from_service_account_info(ACCOUNT)
        return credentials.service_account_email

    copy()


cloud_bucket_copy_eu()
