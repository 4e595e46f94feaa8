"""Tags product photos with the vision team's model."""

import io
from datetime import timedelta
from functools import partial

import pendulum
from airflow.sdk import dag, task


def reader():
    import torch

    return partial(torch.load, map_location="cpu", weights_only=False)


@dag(
    dag_id="image_tagger_emea",
    schedule="@weekly",
    start_date=pendulum.datetime(2026, 2, 23, tz="UTC"),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=25)},
    tags=["retail"],
)
def image_tagger():
    @task
    def layers(version: str) -> list[str]:
        import httpx

        answer = httpx.get(f"https://vision.example/checkpoints/{version}.pt", timeout=120)
        weights = reader()(io.BytesIO(answer.raise_for_status().content))
        return sorted(weights)

    layers("2026-02")


image_tagger()
