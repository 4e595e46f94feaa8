"""Reading orders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import TypedDict


class Order(TypedDict):
    """One order; money is in cents, so that sums are exact."""

    id: str
    region: str
    cents: int


def parse_orders(rows: Iterable[Mapping[str, str]]) -> list[Order]:
    """The orders of a CSV file's rows; a row that makes no sense raises a ValueError with its line number."""
    # The first row follows the header, so it is on line 2.
    return [_parse_order(row, line) for line, row in enumerate(rows, start=2)]


def _parse_order(row: Mapping[str, str], line: int) -> Order:
    try:
        cents = int(Decimal(row["amount"]) * 100)
        return {"id": row["order_id"], "region": row["region"].strip(), "cents": cents}
    except (KeyError, InvalidOperation) as error:
        raise ValueError(f"line {line} is not an order: {dict(row)}") from error
