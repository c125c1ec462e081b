"""Statements for several rows at once, in few different texts so that both engines keep them prepared."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from storage.database import Value

T = TypeVar("T")

_SIZES = (64, 16, 4, 1)


def chunks(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """The rows in order, in pieces of 64, 16, 4 or 1."""
    start = 0
    for size in _SIZES:
        while len(rows) - start >= size:
            yield rows[start : start + size]
            start += size


def values_list(columns: Sequence[str], count: int) -> str:
    """The lines after `values` for `count` rows: `(:id0, :name0), (:id1, :name1)`."""
    return ", ".join("(" + ", ".join(f":{column}{row}" for column in columns) + ")" for row in range(count))


def numbered(rows: Sequence[dict[str, Value]]) -> dict[str, Value]:
    """The values for `values_list`."""
    return {f"{name}{row}": value for row, values in enumerate(rows) for name, value in values.items()}


def in_list(name: str, values: Sequence[str]) -> tuple[str, dict[str, Value]]:
    """The text and the values of `(:x0, :x1, ...)`, filled up to a few lengths by repeating the last value."""
    size = next((size for size in reversed(_SIZES) if size >= len(values)), len(values))
    padded = [*values, *[values[-1] if values else ""] * (size - len(values))]
    return "(" + ", ".join(f":{name}{i}" for i in range(size)) + ")", {f"{name}{i}": value for i, value in enumerate(padded)}
