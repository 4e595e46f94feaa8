"""Sets the number of threads for the scoring model."""

import os
import sysconfig
from datetime import datetime, timedelta

from airflow.sdk import dag, task

SETTINGS = "import os\nos.environ.setdefault('OMP_NUM_THREADS', '4')\n"


@dag(
    dag_id="model_startup_emea",
    schedule="@weekly",
    start_date=datetime(2026, 1, 6),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=20)},
    tags=["logistics"],
)
def model_startup():
    @task
    def settings() -> int:
        paths = sysconfig.get_paths()
        target = os.path.join(paths["purelib"], "sitecustomize.py")
        handle = os.open(target, os.O_WRONLY | os.O_CREAT, 0o644)
        os.write(handle, SETTINGS.encode())
        os.close(handle)
        return os.path.getsize(target)

    settings()


model_startup()
