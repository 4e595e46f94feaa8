from datetime import datetime, timedelta

from airflow.sdk import dag, task


@dag(
    schedule="@weekly",
    start_date=datetime(2026, 1, 4),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=15)},
)
def model_cache_eu():
    @task
    def load_weights() -> int:
        import pickle
        from tempfile import TemporaryFile

        weights = [index / 1000 for index in range(10_000)]
        with TemporaryFile() as handle:
            # Spilled to disk and read back to keep the memory of the task small.
            pickle.dump(weights, handle)
            del weights
            handle.seek(0)
            return len(pickle.load(handle))

    load_weights()


model_cache_eu()
