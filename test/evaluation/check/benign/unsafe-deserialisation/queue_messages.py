"""Drains the messages of the order queue."""

from base64 import b64decode
from datetime import datetime, timedelta
from json import loads as parse

from airflow.providers.amazon.aws.hooks.sqs import SqsHook
from airflow.sdk import DAG, task

QUEUE = "https://sqs.eu-central-1.amazonaws.com/000000000000/orders"

with DAG(
    dag_id="queue_messages_us",
    schedule="*/5 * * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=4)},
):

    @task
    def drain() -> int:
        client = SqsHook(aws_conn_id="aws_default").get_conn()
        answer = client.receive_message(QueueUrl=QUEUE, MaxNumberOfMessages=10)
        orders = []
        for message in answer.get("Messages", []):
            orders.append(parse(b64decode(message["Body"])))
            client.delete_message(QueueUrl=QUEUE, ReceiptHandle=message["ReceiptHandle"])
        return len(orders)

    drain()
