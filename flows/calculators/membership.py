"""Who holds how many shares, and what a social cooperative's purpose asks for (협동조합 기본법 제15조·제22조·제93조, formation §5, §10)."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from flows.calculator import Calculator, Impossible, Input, Output
from flows.calculators.rounding import hundredths
from flows.rates import Rates
from flows.values import Inputs, Kind, Row, Unit, Value

#: Founders of each kind at least (F-105, F-1103), and the largest part of one of them in percent (F-503, F-1105).
LEAST = {"cooperative": 5, "social": 5, "federation": 3, "social-federation": 3, "mixed-federation": 5}
MOST_PERCENT, MOST_PERCENT_FEDERATION = 30, 40
MAIN_PERCENT = 40
#: Medical: consenters for each institution, capital, the least of one member and the most in percent (시행령 제19조 제2항, F-1005).
MEDICAL = {"city": (500, 100_000_000), "small": (300, 50_000_000)}
MEDICAL_LEAST, MEDICAL_PERCENT = 50_000, 10


def member_shares(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """Everybody's part of all shares against the limit, and whether there are enough members (제15조·제22조, F-105, F-503).

    `members` are items with `name` and `shares`; `unit` is what one share costs.
    """
    members, kind = inputs.rows("members"), inputs.text("kind", "cooperative")
    percent = MOST_PERCENT_FEDERATION if "federation" in kind else MOST_PERCENT
    held = [member.whole("shares") for member in members]
    total, unit = sum(held), inputs.whole("unit", 0)
    if not total:
        raise Impossible("no-shares")
    most = total * percent // 100
    rows: tuple[Row, ...] = tuple(
        {
            "name": member.text("name", ""),
            "shares": shares,
            "won": shares * unit,
            "percent": hundredths(Fraction(shares * 100, total)),
            "over": max(0, shares - most),
        }
        for member, shares in zip(members, held, strict=True)
    )
    return {
        "count": len(members),
        "enough": len(members) >= LEAST[kind],
        "missing": max(0, LEAST[kind] - len(members)),
        "total": total,
        "capital": total * unit,
        "most": most,
        "within": max(held) <= most,
        "each": min(held) >= 1,
        "rows": rows,
        "over": tuple(row for row in rows if row["over"]),
    }


def main_business(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """A social cooperative's main business makes up 40% of all (제93조, 시행규칙 제18조, F-1002).

    Measured by `part` of `whole`, or by a second measure when that is more; a business of another kind is added.
    """
    first = _part(inputs, "part", "whole")
    share = max(first, _part(inputs, "other-part", "other-whole")) + _part(inputs, "added-part", "added-whole")
    return {"percent": hundredths(share * 100), "enough": share * 100 >= MAIN_PERCENT}


def _part(inputs: Inputs, part: str, whole: str) -> Fraction:
    if part not in inputs or whole not in inputs:
        return Fraction(0)
    if not 0 < inputs.whole(whole) >= inputs.whole(part):
        raise Impossible("part-above-whole")
    return Fraction(inputs.whole(part), inputs.whole(whole))


def medical_cooperative(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """What a social cooperative needs to open medical institutions (시행령 제19조 제2항, F-1005); relatives' shares count together."""
    people, money = MEDICAL[inputs.text("place", "city")]
    people *= inputs.whole("institutions", 1)
    members, capital = inputs.whole("members"), inputs.whole("capital")
    most = capital * MEDICAL_PERCENT // 100
    enough = members >= people and capital >= money
    return {
        "people": people,
        "people-missing": max(0, people - members),
        "money": money,
        "money-missing": max(0, money - capital),
        "least-share": MEDICAL_LEAST,
        "most-share": most,
        "fits": enough and inputs.whole("largest", 0) <= most and inputs.whole("smallest", MEDICAL_LEAST) >= MEDICAL_LEAST,
    }


def preferred_shares(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """Whether preferred shares may be issued and up to what sum (제22조의2, 시행령 제8조의2, ACC-31, F-517); never in social ones."""
    equity, debts, capital = inputs.whole("equity"), inputs.whole("debts", 0), inputs.whole("capital")
    healthy = equity > 0 and debts * 100 <= equity * rates.at("preferred-share-debt-ratio-max", today)
    reason = "closed" if not inputs.flag("disclosed") else "fits" if healthy else "indebted"
    most = int(max(equity, capital) * Fraction(rates.at("preferred-share-cap", today)) / 100)
    return {"reason": reason, "fits": reason == "fits", "most": most if reason == "fits" else 0}


_OUT = (Output(name="enough", unit=Unit.FLAG),)

CALCULATORS = (
    Calculator(
        name="member-shares",
        inputs=(
            Input(name="members", kind=Kind.GROUP),
            Input(name="kind", kind=Kind.CHOICE, optional=True, values=tuple(LEAST)),
            Input(name="unit", kind=Kind.WON, optional=True),
        ),
        outputs=(
            Output(name="count", unit=Unit.PEOPLE),
            *_OUT,
            Output(name="missing", unit=Unit.PEOPLE),
            Output(name="total", unit=Unit.COUNT),
            Output(name="capital", unit=Unit.WON),
            Output(name="most", unit=Unit.COUNT),
            Output(name="within", unit=Unit.FLAG),
            Output(name="each", unit=Unit.FLAG),
            Output(name="rows", unit=Unit.ROWS),
            Output(name="over", unit=Unit.ROWS),
        ),
        function=member_shares,
        source="F-503",
    ),
    Calculator(
        name="main-business",
        inputs=tuple(
            Input(name=name, kind=Kind.NUMBER, optional=name not in ("part", "whole"))
            for name in ("part", "whole", "other-part", "other-whole", "added-part", "added-whole")
        ),
        outputs=(Output(name="percent", unit=Unit.PERCENT), *_OUT),
        function=main_business,
        source="F-1002",
    ),
    Calculator(
        name="medical-cooperative",
        inputs=(
            Input(name="members", kind=Kind.NUMBER),
            Input(name="capital", kind=Kind.WON),
            Input(name="place", kind=Kind.CHOICE, optional=True, values=tuple(MEDICAL)),
            Input(name="institutions", kind=Kind.NUMBER, optional=True),
            Input(name="largest", kind=Kind.WON, optional=True),
            Input(name="smallest", kind=Kind.WON, optional=True),
        ),
        outputs=(
            Output(name="people", unit=Unit.PEOPLE),
            Output(name="people-missing", unit=Unit.PEOPLE),
            *(Output(name=name, unit=Unit.WON) for name in ("money", "money-missing", "least-share", "most-share")),
            Output(name="fits", unit=Unit.FLAG),
        ),
        function=medical_cooperative,
        source="F-1005",
    ),
    Calculator(
        name="preferred-shares",
        inputs=(
            Input(name="equity", kind=Kind.WON),
            Input(name="debts", kind=Kind.WON, optional=True),
            Input(name="capital", kind=Kind.WON),
            Input(name="disclosed", kind=Kind.YES_NO),
        ),
        outputs=(
            Output(name="reason", unit=Unit.WORD, values=("fits", "closed", "indebted")),
            Output(name="fits", unit=Unit.FLAG),
            Output(name="most", unit=Unit.WON),
        ),
        function=preferred_shares,
        source="ACC-31",
    ),
)
