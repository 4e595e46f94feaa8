from datetime import datetime, timedelta

from airflow.sdk import dag, task


@dag(
    schedule="0 7 * * 1",
    start_date=datetime(2026, 1, 5),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
)
def secret_rotation_report_us():
    @task
    def report() -> int:
        import requests
        from airflow.providers.amazon.aws.hooks.secrets_manager import SecretsManagerHook

        token = SecretsManagerHook(aws_conn_id="aws_default").get_secret("etl/rotation-api-token")
        answer = requests.get(
            "https://rotation.acme.example/api/due",
            headers={"Authorization": f"Bearer {token}"},
            timeout=10,
        )
        answer.raise_for_status()
        return len(answer.json())

    report()


secret_rotation_report_us()
