"""Dividends by use, shared to the last won (협동조합 기본법 제51조 제3항, accounting K2)."""

from collections.abc import Mapping, Sequence
from datetime import date

from flows.calculator import Calculator, Impossible, Input, Output
from flows.calculators.insurance import ON
from flows.calculators.minimum_wage import on_day
from flows.calculators.withholding import Kept, kept_from
from flows.rates import Rates
from flows.values import Inputs, Kind, Row, Unit, Value


def shared(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """`total` in whole won by weight; the won that are left go to the largest remainders, the earlier one first. Weights sum above 0."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda index: -(total * weights[index] % whole))
    for index in by_remainder[: total - sum(parts)]:
        parts[index] += 1
    return tuple(parts)


def patronage_dividend(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """Each member's dividend by use, and what is left of it after taxes (소득세법 제86조·제129조, WHT-01).

    `members` are items with `name`, `use` and, for members that are companies and pay their own tax, `company`.
    """
    total, members, on = inputs.whole("total"), inputs.rows("members"), on_day(inputs, today)
    uses = [member.whole("use") for member in members]
    if not sum(uses):
        raise Impossible("nobody-used")
    rows: list[Row] = []
    taxes = 0
    for member, dividend in zip(members, shared(total, uses), strict=True):
        company = member.flag("company", default=False)
        kept = Kept(income=0, local=0) if company else kept_from("dividend", dividend, rates, on)
        taxes += kept.total
        rows.append(
            {
                "name": member.text("name", ""),
                "dividend": dividend,
                "income-tax": kept.income,
                "local-tax": kept.local,
                "net": dividend - kept.total,
            }
        )
    return {"shares": tuple(rows), "use": sum(uses), "total": total, "taxes": taxes, "net": total - taxes}


CALCULATORS = (
    Calculator(
        name="patronage-dividend",
        inputs=(Input(name="total", kind=Kind.WON), Input(name="members", kind=Kind.GROUP), ON),
        outputs=(
            Output(name="shares", unit=Unit.ROWS),
            Output(name="use", unit=Unit.COUNT),
            *(Output(name=name, unit=Unit.WON) for name in ("total", "taxes", "net")),
        ),
        function=patronage_dividend,
        source="accounting K2",
    ),
)
