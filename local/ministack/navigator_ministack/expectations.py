"""What a replacement knows of the thing it replaces, so that an upgrade of ministack fails loudly, not silently."""

import hashlib
import inspect
from collections.abc import Callable


class Unexpected(Exception):
    """Ministack is not what a replacement was written for."""


def expect_source(function: Callable, digest: str) -> None:
    """
    Check the first twelve hexadecimal digits of the SHA-256 of a function's source.

    :raises Unexpected: the function is another one
    """
    actual = hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:12]
    if actual != digest:
        raise Unexpected(f"{function.__module__}.{function.__qualname__} has changed: {digest} became {actual}")


def replace_text(text: str, old: str, new: str) -> str:
    """
    Replace the one occurrence of a text.

    :raises Unexpected: it does not occur exactly once
    """
    if text.count(old) != 1:
        raise Unexpected(f"{text.count(old)} occurrences instead of one of {old!r}")
    return text.replace(old, new)
