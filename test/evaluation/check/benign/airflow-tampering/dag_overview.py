from datetime import datetime, timedelta

from airflow.sdk import DAG, task

with DAG(
    dag_id="dag_overview_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def show_tasks(**context) -> int:
        own = context["dag"]
        for item in own.tasks:
            print(item.task_id, item.operator_name)
        return len(own.tasks)

    show_tasks()
