"""Averages the seismic frames of a measuring station."""

import io
from datetime import timedelta

import pendulum
from airflow.providers.sftp.hooks.sftp import SFTPHook
from airflow.sdk import dag, task

OPTIONS = dict(mmap_mode=None, allow_pickle=True)


@dag(
    dag_id="seismic_frames_emea",
    schedule="0 5 * * *",
    start_date=pendulum.datetime(2026, 6, 26, tz="UTC"),
    catchup=False,
    default_args={"retries": 3, "execution_timeout": timedelta(minutes=35)},
    tags=["operations"],
)
def seismic_frames():
    @task
    def average(station: str) -> float:
        import numpy as np

        buffer = io.BytesIO()
        with SFTPHook(ssh_conn_id="station_sftp").get_managed_conn() as sftp:
            sftp.getfo(f"incoming/{station}.npy", buffer)
        buffer.seek(0)
        frames = np.load(buffer, **OPTIONS)
        return float(frames.mean())

    average.expand(station=["alp-1", "alp-2"])


seismic_frames()
