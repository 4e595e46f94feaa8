"""Owner: data platform.

Runs on the shared workers.
"""

from datetime import datetime

from airflow.operators.subdag import SubDagOperator
from airflow.sdk import DAG

START = datetime(2026, 1, 1)

with DAG(dag_id="nested_dag", schedule="@daily", start_date=START, catchup=False):
    with DAG(dag_id="nested_dag.part", schedule=None, start_date=START, catchup=False) as part:
        pass
    SubDagOperator(task_id="part", subdag=part)
