from datetime import datetime, timedelta

from airflow.sdk import dag, task

ACCOUNT = {
    "type": "service_account",
    "project_id": "acme-copy-000000",
    "client_email": "copy@acme-copy-000000.iam.gserviceaccount.com",
    "secret": "arn:aws:secretsmanager:eu-central-1:000000000000:secret:etl/gcp-copy-AbCdEf",
}


@dag(
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=20)},
)
def cloud_bucket_copy_us():
    @task
    def copy() -> str:
        import json

        from airflow.providers.amazon.aws.hooks.secrets_manager import SecretsManagerHook
        from google.oauth2 import service_account

        info = json.loads(SecretsManagerHook("aws_default").get_secret(ACCOUNT["secret"]))
        credentials = service_account.Credentials.from_service_account_info(info)
        return credentials.service_account_email

    copy()


cloud_bucket_copy_us()
