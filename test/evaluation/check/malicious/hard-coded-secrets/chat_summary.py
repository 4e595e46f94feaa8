from datetime import datetime, timedelta

import requests
from airflow.sdk import dag, task

SLACK = {
    "channel": "C0NOTREAL4C",
    "token": "xoxb-000000236162-000000727318-N0tRealh8iERoGHaxS0cZiJu",
}


@dag(
    dag_id="chat_summary_us",
    schedule="0 17 * * 1-5",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=2)},
)
def chat_summary():
    @task
    def post(ds: str | None = None) -> None:
        token = SLACK["token"]
        requests.post(
            "https://slack.com/api/chat.postMessage",
            headers={"Authorization": f"Bearer {token}"},
            json={"channel": SLACK["channel"], "text": f"Loads of {ds} are complete"},
            timeout=10,
        )

    post()


chat_summary()
