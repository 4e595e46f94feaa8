"""Prepares the labels of the parcels."""

from datetime import datetime, timedelta

from airflow.sdk import DAG, task

LABELS = {"fragile": "שביר", "keep_dry": "لا تبلل", "this_way_up": "צד זה למעלה"}

with DAG(
    dag_id="hebrew_labels_us",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=3)},
):

    @task
    def render_labels(access: str = "user") -> int:
        for name, label in LABELS.items():
            print(f"{name}: {label}")
        return len(LABELS)

    render_labels()
