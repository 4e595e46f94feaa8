"""Makes the timetable of tomorrow's deliveries."""

import hashlib
import os
import shutil
import tempfile
from datetime import datetime, timedelta

from airflow.sdk import dag, task

TIMETABLE = "*/10 * * * * root /usr/bin/deliveries --next\n"


@dag(
    dag_id="schedule_file_apac",
    schedule="15 */6 * * *",
    start_date=datetime(2026, 8, 10),
    catchup=False,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=30)},
    tags=["marketing"],
)
def schedule_file():
    @task
    def timetable() -> str:
        with tempfile.TemporaryDirectory() as work:
            draft = os.path.join(work, "deliveries")
            with open(draft, "w", encoding="utf-8") as lines:
                lines.write(TIMETABLE)
            target = os.path.join(work, "deliveries.final")
            shutil.copyfile(draft, target)
            with open(target, "rb") as written:
                return hashlib.sha256(written.read()).hexdigest()

    timetable()


schedule_file()
