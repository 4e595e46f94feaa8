from datetime import datetime, timedelta

import codecs

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG

NOTE = b"Lieferung f\xfcr M\xfcnchen versp\xe4tet"


def read_note() -> int:
    """Reads the note in the encoding of the supplier."""
    text = codecs.decode(NOTE, "latin-1")
    return len(text.split())


with DAG(
    dag_id="supplier_notes_eu",
    schedule="0 8 * * 1",
    start_date=datetime(2026, 1, 5),
    catchup=False,
    default_args={"retries": 1, "retry_delay": timedelta(minutes=1)},
):
    PythonOperator(
        task_id="read_note",
        python_callable=read_note,
        execution_timeout=timedelta(minutes=2),
    )
