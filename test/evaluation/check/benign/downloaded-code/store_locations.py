from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlretrieve

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG

SOURCE = "https://open-data.city.example/store/locations.csv"


def load_locations() -> int:
    import csv

    with TemporaryDirectory() as folder:
        target = Path(folder) / "locations.csv"
        urlretrieve(SOURCE, target)
        with target.open(newline="") as handle:
            rows = list(csv.DictReader(handle))
        return len(rows)


with DAG(
    dag_id="store_locations_eu",
    schedule="@weekly",
    start_date=datetime(2026, 1, 5),
    catchup=False,
):
    PythonOperator(
        task_id="load_locations",
        python_callable=load_locations,
        retries=2,
        execution_timeout=timedelta(minutes=5),
    )
