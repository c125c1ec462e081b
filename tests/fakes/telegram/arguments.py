"""Reads the arguments of control operations, whether they came as query or as JSON."""

from tests.fakes.telegram.values import Tree


def int_of(args: Tree, name: str, default: int = 0) -> int:
    value = args.get(name)
    return int(value) if isinstance(value, int | float | str) and value != "" else default


def float_of(args: Tree, name: str, default: float = 0.0) -> float:
    value = args.get(name)
    return float(value) if isinstance(value, int | float | str) and value != "" else default


def text_of(args: Tree, name: str) -> str:
    value = args.get(name)
    return "" if value is None else str(value)
