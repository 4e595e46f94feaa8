"""
### FX rates import

Downloads the reference rates of the day from the bank and stores those that passed the review.
"""

from __future__ import annotations

import errno
import logging
import os
from datetime import timedelta

from airflow.sdk import chain, dag, get_current_context, task

RATES = {"CHF": 0.9631, "GBP": 0.8512, "TRY": 35.042, "USD": 1.0842}
TO_REVIEW = "TRY"

log = logging.getLogger(__name__)


class RatesUnavailable(Exception):
    """The bank gave no table of rates."""


def _is_good() -> bool:
    return (get_current_context()["dag_run"].conf or {}).get("mode") == "good"


@task
def check_calendar() -> str:
    log.warning("calendar of bank holidays ends in 20 days")
    log.info("today is a banking day")
    return "open"


@task(retries=2, retry_delay=timedelta(seconds=1))
def fetch_rates(calendar: str) -> dict[str, float]:
    attempt = get_current_context()["ti"].try_number
    log.info("market %s, downloading the table of reference rates", calendar)
    log.warning("certificate of the bank's gateway expires in 12 days")
    try:
        rates = _download(attempt)
    except OSError as error:
        log.error("no rates of today, the rates of yesterday stay valid")
        raise RatesUnavailable("table of reference rates is missing") from error
    finally:
        log.info("gateway session ended")
    log.info("%d rates downloaded", len(rates))
    return rates


def _download(attempt: int) -> dict[str, float]:
    return _read_table(is_reset=attempt == 1 and not _is_good())


def _read_table(is_reset: bool) -> dict[str, float]:
    if is_reset:
        raise ConnectionResetError(errno.ECONNRESET, os.strerror(errno.ECONNRESET))
    return RATES


@task
def store_rates(rates: dict[str, float]) -> None:
    log.error("rate of %s moved by 11 %%, held back for review", TO_REVIEW)
    stored = [currency for currency in rates if currency != TO_REVIEW]
    log.info("%d rates stored: %s", len(stored), ", ".join(stored))


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=5),
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=1)},
    tags=["treasury"],
    doc_md=__doc__,
)
def fx_rates_import():
    calendar = check_calendar()
    rates = fetch_rates(calendar)
    chain(calendar, rates, store_rates(rates))


fx_rates_import()
