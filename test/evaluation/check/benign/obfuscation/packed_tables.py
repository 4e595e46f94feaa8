"""Loads the small lookup tables that come with this workflow."""

import base64
import json
import zlib
from datetime import datetime, timedelta

from airflow.sdk import dag, task

PACKED = (
    "c-pI0s>;txEmpEps8%url1h2`MI{+ZItofgAYO5PDTHSX;-w}QmnhW&d8K)oB@jK?=|IZRz`y_~S^{MP0Z36%VhPyb"
    "XcIjn9R*W8LmdTkJ#*98S^y+S9pn"
)


@dag(
    dag_id="packed_tables_emea",
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
        scope = json.loads(text)
        print(sorted(scope))
        return len(scope)

    tables()


packed_tables()
