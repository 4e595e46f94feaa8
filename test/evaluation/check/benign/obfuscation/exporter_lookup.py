"""Chooses the exporter for the monthly statement."""

from datetime import timedelta

import pendulum
from airflow.sdk import dag, task


class Exporter:
    """Base of the exporters."""

    ending = ""


class Pdf(Exporter):
    ending = ".pdf"


@dag(
    dag_id="exporter_lookup_apac",
    schedule="15 */6 * * *",
    start_date=pendulum.datetime(2026, 7, 25, tz="UTC"),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=45)},
    tags=["retail"],
)
def exporter_lookup():
    @task
    def choose(name: str) -> str:
        every = Exporter.__subclasses__()
        found = {kind.__name__.lower(): kind for kind in every}
        starter = found[name]
        return f"statement{starter.ending}"

    choose("pdf")


exporter_lookup()
