from datetime import datetime, timedelta

from airflow.sdk import dag, task


@dag(
    dag_id="churn_model_eu",
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
        from sklearn.linear_model import LogisticRegression

        model = LogisticRegression().fit([[0.0], [1.0], [2.0], [3.0]], [0, 0, 1, 1])
        with TemporaryDirectory() as folder:
            path = f"{folder}/churn.joblib"
            joblib.dump(model, path)
            restored = joblib.load(path)
        return float(restored.score([[0.5], [2.5]], [0, 1]))

    evaluate()


churn_model()
