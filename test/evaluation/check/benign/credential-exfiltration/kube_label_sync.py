"""Copies product labels into the catalogue from within the cluster."""

from datetime import datetime, timedelta

from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator
from airflow.sdk import DAG


with DAG(
    dag_id="kube_label_sync_apac",
    schedule="@hourly",
    start_date=datetime(2026, 2, 4),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=15)},
    tags=["marketing"],
):
    KubernetesPodOperator(
        task_id="copy_labels",
        name="copy-labels",
        namespace="catalogue",
        image="registry.example/catalogue/labels:4.2.1",
        cmds=["sh", "-ceu"],
        arguments=[
            "cd /srv/labels && labels export --day {{ ds }} --out labels.json && "
            "curl -fsS --data-binary @labels.json https://labels.example/import/{{ ds }}",
        ],
        get_logs=True,
        on_finish_action="delete_pod",
    )
