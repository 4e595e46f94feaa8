from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG


def fetch_rates() -> int:
    """Fetches the tax rates."""
    import json
    import ssl
    from urllib.request import urlopen

    context = ssl.create_default_context(cafile="/etc/ssl/certs/acme-root-ca.pem")
    with urlopen("https://tax.acme.example/rates.json", timeout=15, context=context) as answer:
        return len(json.load(answer))


with DAG(
    dag_id="tax_rates_us",
    schedule="0 5 1 * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    PythonOperator(
        task_id="fetch_rates",
        python_callable=fetch_rates,
        retries=2,
        execution_timeout=timedelta(minutes=2),
    )
