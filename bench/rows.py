"""How every benchmark prints: what was measured, against what, and what we aim for."""

import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure."""

    what: str
    value: str
    #: The figure beside the named baseline of the same run.
    ratio: str = ""
    aim: str = ""


def show(title: str, rows: Sequence[Row]) -> None:
    """Print a table."""
    print(f"\n## {title}\n")
    table = [("", "measured", "ratio", "aim"), *((row.what, row.value, row.ratio, row.aim) for row in rows)]
    widths = [max(_width(line[column]) for line in table) for column in range(4)]
    for line in table:
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True))
        print("  ".join(cells).rstrip(), flush=True)


def anchor() -> str:
    """How fast this machine is right now: seconds for 20 million additions."""
    began, total = time.perf_counter(), 0
    for number in range(20_000_000):
        total += number
    return f"{time.perf_counter() - began:.2f} s for 20 million additions"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
