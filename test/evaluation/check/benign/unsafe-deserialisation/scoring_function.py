from datetime import datetime, timedelta

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG


def score_customers() -> float:
    """Scores customers with the function of the research team."""
    import httpx

    answer = httpx.get("https://research.acme.example/score.json", timeout=30)
    answer.raise_for_status()
    weights = [float(weight) for weight in answer.json()["weights"]]
    return sum(weight * value for weight, value in zip(weights, [1.0, 2.0, 3.0]))


with DAG(
    dag_id="scoring_function_us",
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
