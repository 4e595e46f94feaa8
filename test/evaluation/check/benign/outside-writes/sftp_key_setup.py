from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from airflow.sdk import DAG, task

HOST_KEY = "sftp.partner.example ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAItGjaecYD991ijiI2gDlW7xCy4rI3rD58nvqppRZXy09"

with DAG(
    dag_id="sftp_key_setup_us",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=10)},
):

    @task
    def set_up() -> None:
        """Prepares the transfer of the partner's files."""
        import subprocess

        with TemporaryDirectory() as folder:
            hosts = Path(folder) / "known_hosts"
            hosts.write_text(HOST_KEY + "\n")
            command = ["sftp", "-o", f"UserKnownHostsFile={hosts}", "-b", "/opt/etl/pull.batch", "etl@sftp.partner.example"]
            subprocess.run(command, check=True, timeout=300)

    set_up()
