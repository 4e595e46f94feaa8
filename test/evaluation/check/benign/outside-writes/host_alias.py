"""Notes the address of the day's mirror for the download step."""

from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG


with DAG(
    dag_id="host_alias_emea",
    schedule="@weekly",
    start_date=datetime(2026, 8, 21),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=40)},
    tags=["platform"],
):
    alias = BashOperator(
        task_id="note_mirror",
        bash_command=" && ".join(
            [
                "set -u",
                "work=$(mktemp -d) && line='203.0.113.40 downloads.example'",
                'echo "$line" | tee -a "$work/mirrors" > /dev/null && rm -r "$work"',
                'echo "noted: $line"',
            ]
        ),
    )
    fetch = BashOperator(
        task_id="fetch",
        bash_command="curl -fsS --head https://downloads.example/{{ ds }}/index.json",
    )
    alias >> fetch
