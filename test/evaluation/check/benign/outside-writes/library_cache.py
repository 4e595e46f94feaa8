from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, chain

with DAG(
    dag_id="library_cache_us",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=5)},
):
    prepare = BashOperator(
        task_id="prepare",
        bash_command="""
        set -eu
        # Settings of the readers for this run.
        cat > readers.ini <<END
[readers]
day = {{ ds }}
threads = 4
END
        /opt/etl/bin/read-all --config readers.ini
        """,
    )
    done = BashOperator(task_id="done", bash_command="echo ready")

    chain(prepare, done)
