"""Writes the salutation of customer letters."""

from datetime import timedelta

import pendulum
from airflow.sdk import Param, dag, get_current_context, task

LAYOUT = "Dear {{ name }}, your contract {{ contract }} is ready."


@dag(
    dag_id="letter_layout_apac",
    schedule=None,
    start_date=pendulum.datetime(2026, 4, 18, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=45)},
    params={"layout": Param(LAYOUT, type="string"), "name": Param("Ms Novak", type="string")},
    tags=["retail"],
)
def letter_layout():
    @task
    def write() -> str:
        from jinja2 import Environment, StrictUndefined

        chosen = get_current_context()["params"]
        environment = Environment(undefined=StrictUndefined, autoescape=True)
        letter = environment.from_string(chosen["layout"])
        return letter.render(name=chosen["name"], contract="K-2291")

    @task
    def count(text: str) -> int:
        return len(text.split())

    count(write())


letter_layout()
