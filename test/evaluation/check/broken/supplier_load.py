from datetime import datetime

from airflow.sdk import DAG, task

with DAG(
    dag_id="supplier_load",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):

    @task
    def load(names: list[str]) -> int:
        count = 0
        for name in names:
            count += 1
	    print(name)
        return count

    load(["a", "b"])
