"""Branches as comparisons written as data: `when: {members: {at_least: 5}}`. There is no expression language."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from flows.amounts import read_won
from flows.periods import read_minutes, read_period
from flows.tree import Fields, Loc, Report, Tree
from flows.values import Period, Value


class Op(StrEnum):
    """Ways to compare."""

    IS = "is"
    IS_NOT = "is_not"
    ONE_OF = "one_of"
    NONE_OF = "none_of"
    #: For several choices: this one, or one of these, is among them.
    INCLUDES = "includes"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    ANSWERED = "answered"


ORDERING = (Op.AT_LEAST, Op.AT_MOST, Op.MORE_THAN, Op.LESS_THAN)
SEVERAL = (Op.ONE_OF, Op.NONE_OF, Op.INCLUDES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """One comparison of a named value with one or more operands."""

    name: str
    op: Op
    #: Plain texts, or `{name}` of a rate or another value.
    operands: tuple[str, ...]
    loc: Loc = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """Holds when one of several conditions holds."""

    conditions: tuple["Condition", ...]


#: All of these must hold; none at all always holds.
Condition = tuple[Test | AnyOf, ...]
#: Finds a value by name; None when it was skipped or is not known.
Lookup = Callable[[str], Value | None]


class BadOperand(ValueError):
    """An operand cannot be compared with this value."""


def holds(condition: Condition, lookup: Lookup) -> bool:
    """Whether every comparison holds. Raises BadOperand."""
    return all(
        _holds_test(part, lookup) if isinstance(part, Test) else any(holds(inner, lookup) for inner in part.conditions)
        for part in condition
    )


def tests_of(condition: Condition) -> Iterator[Test]:
    """Every comparison inside a condition."""
    for part in condition:
        if isinstance(part, Test):
            yield part
        else:
            for inner in part.conditions:
                yield from tests_of(inner)


def _holds_test(test: Test, lookup: Lookup) -> bool:
    value = lookup(test.name)
    if test.op is Op.ANSWERED:
        return (value is not None) == (test.operands[0] in ("yes", "true"))
    if value is None:
        return False
    operands = [operand(text, value, lookup) for text in test.operands]
    match test.op:
        case Op.IS | Op.ONE_OF:
            return value in operands
        case Op.IS_NOT | Op.NONE_OF:
            return value not in operands
        case Op.INCLUDES:
            return isinstance(value, tuple) and any(wanted in value for wanted in operands)
        case Op.AT_LEAST:
            return not _less(value, operands[0])
        case Op.AT_MOST:
            return not _less(operands[0], value)
        case Op.MORE_THAN:
            return _less(operands[0], value)
        case Op.LESS_THAN:
            return _less(value, operands[0])


def _less(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        raise BadOperand(f"{left} < {right}")
    if isinstance(left, int | Decimal) and isinstance(right, int | Decimal):
        return left < right
    if isinstance(left, date) and isinstance(right, date):
        return left < right
    if isinstance(left, Period) and isinstance(right, Period):
        return left < right
    raise BadOperand(f"{left} < {right}")


def reference(text: str) -> str:
    """The name inside `{name}`, or nothing."""
    return text[1:-1] if text.startswith("{") and text.endswith("}") else ""


def operand(text: str, like: Value, lookup: Lookup) -> Value:
    """An operand as a value of the same type as `like`. Raises BadOperand."""
    if name := reference(text):
        found = lookup(name)
        if found is None:
            raise BadOperand(text)
        return found
    if isinstance(like, date):
        today = lookup("today") if text == "today" else None
        return today if today is not None else _read(date.fromisoformat, text)
    if isinstance(like, bool):
        return text in ("yes", "true")
    if isinstance(like, int):
        return _read_int(text)
    if isinstance(like, Decimal):
        return _read(Decimal, text)
    if isinstance(like, Period):
        period = read_period(text)
        if period is None:
            raise BadOperand(text)
        return period
    return text


def _read_int(text: str) -> Value:
    try:
        number = Decimal(text)
    except InvalidOperation:
        won, minutes = read_won(text), read_minutes(text, "")
        if won is None and minutes is None:
            raise BadOperand(text) from None
        return won if won is not None else minutes[0] if minutes else 0
    return int(number) if number == number.to_integral_value() else number


def _read(read: Callable[[str], Value], text: str) -> Value:
    try:
        return read(text)
    except (ValueError, InvalidOperation):
        raise BadOperand(text) from None


def parse_condition(tree: Tree, loc: Loc, report: Report) -> Condition:
    """Read a condition from its tree and report what is wrong with its form."""
    if not isinstance(tree, dict):
        report(loc, "not_a_mapping")
        return ()
    parts: list[Test | AnyOf] = []
    for name, wanted in tree.items():
        here = (*loc, name)
        if name == "any":
            choices = wanted if isinstance(wanted, list) else []
            if not choices:
                report(here, "not_a_list", key=name)
            parts.append(AnyOf(conditions=tuple(parse_condition(choice, (*here, i), report) for i, choice in enumerate(choices))))
        elif isinstance(wanted, str):
            parts.append(Test(name=name, op=Op.IS, operands=(wanted.strip(),), loc=here))
        elif isinstance(wanted, list):
            parts.append(Test(name=name, op=Op.ONE_OF, operands=_texts(wanted, here, report), loc=here))
        else:
            parts.extend(_comparisons(name, wanted, here, report))
    return tuple(parts)


def _comparisons(name: str, wanted: Mapping[str, Tree], loc: Loc, report: Report) -> Iterator[Test]:
    if not wanted:
        report(loc, "empty_value", key=name)
    for word, value in wanted.items():
        op = next((op for op in Op if op == word), None)
        if op is None:
            report((*loc, word), "unknown_comparison", word=word, known=", ".join(Op))
        elif op in SEVERAL:
            yield Test(name=name, op=op, operands=_texts(value if isinstance(value, list) else [value], (*loc, word), report), loc=loc)
        elif isinstance(value, str) and value.strip():
            yield Test(name=name, op=op, operands=(value.strip(),), loc=loc)
        else:
            report((*loc, word), "not_a_text", key=word)


def _texts(values: list[Tree], loc: Loc, report: Report) -> tuple[str, ...]:
    texts = tuple(value.strip() for value in values if isinstance(value, str) and value.strip())
    if len(texts) != len(values) or not texts:
        report(loc, "not_a_text", key=str(loc[-1]))
    return texts


def condition_of(fields: Fields, report: Report) -> Condition:
    """The condition under `when`, or the one that always holds."""
    tree = fields.raw("when")
    return () if tree is None else parse_condition(tree, (*fields.loc, "when"), report)
