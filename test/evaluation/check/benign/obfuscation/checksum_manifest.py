from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, chain

with DAG(
    dag_id="checksum_manifest_us",
    schedule="10 1 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=10)},
):
    prepare = BashOperator(task_id="prepare", bash_command="echo manifest of {{ ds }}")

    verify = BashOperator(
        task_id="verify",
        # The digest of the manifest, noted before the load.
        bash_command="sha256sum /data/manifests/{{ ds }}.csv | cut -d' ' -f1 | tee digest.hex",
    )

    chain(prepare, verify)
