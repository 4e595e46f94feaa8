"""The persistent collections of rpds-py (compiled Rust) that jsonschema uses, for the few entries it keeps in them."""

from __future__ import annotations

from typing import Any


class HashTrieMap(dict[Any, Any]):
    """A dictionary that is copied where it would change."""

    def insert(self, key: Any, value: Any) -> HashTrieMap:
        return HashTrieMap({**self, key: value})

    def remove(self, key: Any) -> HashTrieMap:
        return HashTrieMap({each: value for each, value in self.items() if each != key} if key in self else self[key])

    def discard(self, key: Any) -> HashTrieMap:
        return HashTrieMap({each: value for each, value in self.items() if each != key})

    def update(self, *args: Any, **kwargs: Any) -> HashTrieMap:  # type: ignore[override]
        changed = dict(self)
        changed.update(*args, **kwargs)
        return HashTrieMap(changed)

    @classmethod
    def convert(cls, value: Any) -> HashTrieMap:
        return value if isinstance(value, cls) else cls(value)

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))


class HashTrieSet(frozenset[Any]):
    """A set that is copied where it would change."""

    def insert(self, value: Any) -> HashTrieSet:
        return HashTrieSet({*self, value})

    def discard(self, value: Any) -> HashTrieSet:
        return HashTrieSet(self - {value})

    remove = discard

    def update(self, *values: Any) -> HashTrieSet:
        return HashTrieSet(self.union(*values))


class List(tuple[Any, ...]):
    """A tuple that grows at its head."""

    def __new__(cls, *values: Any) -> List:
        return super().__new__(cls, values[0] if len(values) == 1 else values)

    def push_front(self, value: Any) -> List:
        return List((value, *self))

    @property
    def first(self) -> Any:
        return self[0]

    @property
    def rest(self) -> List:
        return List(tuple(self)[1:])
