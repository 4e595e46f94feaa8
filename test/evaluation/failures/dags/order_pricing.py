"""
### Order pricing

Prices the open orders line by line with the rule book of the sales team and publishes the totals.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from airflow.sdk import chain, dag, get_current_context, task

ORDERS = [
    {"id": 1040, "tier": "basic", "lines": [("chair", 2, 8_900), ("lamp", 1, 4_500)]},
    {"id": 1041, "tier": "basic", "lines": [("table", 1, 31_900)]},
    {"id": 1042, "tier": "partner", "lines": [("chair", 12, 8_900), ("shelf", 3, 12_900)]},
]
RULES = {
    "basic": {"name": "basic", "discount_rate": 0, "minimum": 1},
    "partner": {"name": "partner", "minimum": 10},
}
PARTNER_RATE = 7

log = logging.getLogger(__name__)


class PricingError(Exception):
    """An order that cannot be priced."""


def _is_good() -> bool:
    return (get_current_context()["dag_run"].conf or {}).get("mode") == "good"


@task
def read_orders() -> list[dict]:
    log.info("%d open orders", len(ORDERS))
    log.error("customer 88 has no contract on file, list price is used")
    return ORDERS


@task
def price_orders(orders: list[dict]) -> dict[str, int]:
    rules = _rule_book()
    log.info("rule book with %d tiers", len(rules))
    totals: dict[str, int] = {}
    try:
        for order in orders:
            totals[str(order["id"])] = _price_order(order, rules)
            log.info("order %d priced", order["id"])
    except PricingError as error:
        log.error("%d of %d orders priced, none published", len(totals), len(orders))
        raise RuntimeError(f"price list with {len(orders)} orders rejected") from error
    finally:
        log.info("rule book closed")
    return totals


def _rule_book() -> dict[str, dict]:
    if _is_good():
        return {**RULES, "partner": {**RULES["partner"], "discount_rate": PARTNER_RATE}}
    return RULES


def _price_order(order: dict, rules: dict[str, dict]) -> int:
    try:
        return sum(_price_line(line, order["tier"], rules) for line in order["lines"])
    except (KeyError, ValueError) as error:
        raise PricingError(f"order {order['id']} cannot be priced") from error


def _price_line(line: tuple[str, int, int], tier: str, rules: dict[str, dict]) -> int:
    article, quantity, cents = line
    if quantity > 10:
        log.warning("%s: quantity %d is above the usual 10", article, quantity)
    return quantity * _discounted(cents, _rule_of(tier, rules))


def _rule_of(tier: str, rules: dict[str, dict]) -> dict:
    return rules.get(tier, rules["basic"])


def _discounted(cents: int, rule: dict) -> int:
    return cents * (100 - _rate_of(rule)) // 100


def _rate_of(rule: dict) -> int:
    return rule["discount_rate"]


@task
def publish_prices(totals: dict[str, int]) -> None:
    for order, cents in totals.items():
        log.info("order %s: %.2f EUR", order, cents / 100)


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=5),
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=1)},
    tags=["sales"],
    doc_md=__doc__,
)
def order_pricing():
    orders = read_orders()
    totals = price_orders(orders)
    chain(orders, totals, publish_prices(totals))


order_pricing()
