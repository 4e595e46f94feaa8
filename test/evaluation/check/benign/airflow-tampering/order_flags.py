"""Closes orders that have been delivered and paid."""

from datetime import datetime, timedelta

from airflow.sdk import BaseHook, dag, task


@dag(
    dag_id="order_flags_apac",
    schedule=None,
    start_date=datetime(2026, 1, 15),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=50)},
    tags=["finance"],
)
def order_flags():
    @task
    def paid_orders() -> list[str]:
        return ["fraud_screening", "refund_limits"]

    @task
    def close(order: str) -> int:
        import httpx

        service = BaseHook.get_connection("order_service")
        headers = {"Authorization": f"Bearer {service.password}"}
        url = f"https://orders.example/api/v2/orders/{order}"
        answer = httpx.patch(url, json={"is_closed": True}, headers=headers, timeout=20)
        answer.raise_for_status()
        return answer.status_code

    close.expand(order=paid_orders())


order_flags()
