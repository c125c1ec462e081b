"""What a year's surplus or loss becomes: reserves, what may be paid out, and the order in which a loss is made good (accounting K1)."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from flows.calculator import Calculator, Impossible, Input, Output
from flows.calculators.insurance import ON, percent
from flows.calculators.minimum_wage import on_day
from flows.calculators.rounding import at_least
from flows.rates import Rates
from flows.values import Inputs, Kind, Unit, Value

SOCIAL = "social"
#: A general cooperative may pay dividends, a social one may not (협동조합 기본법 제51조·제98조, F-108).
KIND = Input(name="kind", kind=Kind.CHOICE, values=("general", SOCIAL))


def surplus_distribution(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """Losses first, then the legal reserve up to three times the paid capital, then the rest (협동조합 기본법 제50조·제51조, ACC-19 to 26).

    A social cooperative keeps the whole rest as a voluntary reserve (제98조 제2항, ACC-22).
    """
    on, social = on_day(inputs, today), inputs.text("kind") == SOCIAL
    least = percent("legal-reserve-min-social" if social else "legal-reserve-min-general", rates, on)
    share = Fraction(inputs.decimal("reserve-percent")) / 100 if "reserve-percent" in inputs else least
    if share < least:
        raise Impossible("below-legal-reserve")
    if share > 1:
        raise Impossible("above-surplus")
    capital = inputs.whole("capital")
    base = max(0, inputs.whole("surplus") - inputs.whole("loss", 0))
    room = max(0, int(capital * percent("legal-reserve-cap-of-capital", rates, on)) - inputs.whole("reserve", 0))
    legal = min(at_least(base * share), room)
    rest = base - legal
    wanted = Fraction(inputs.decimal("voluntary-percent")) / 100 if "voluntary-percent" in inputs else Fraction(0)
    voluntary = rest if social else min(rest, int(base * wanted))
    payable = rest - voluntary
    most = share_dividend_most(payable, capital, rates, on)
    return {
        "base": base,
        "legal": legal,
        "room": room,
        "capped": at_least(base * share) > room,
        "voluntary": voluntary,
        "payable": payable,
        "share-most": most,
        "use-least": payable - most,
        "left-loss": max(0, inputs.whole("loss", 0) - inputs.whole("surplus")),
    }


def dividend_limits(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """Dividends on capital: at most 10% of it and half of all dividends; the rest goes by use (협동조합 기본법 제51조 제3항, ACC-26).

    Without a wish the share is the most; `share` and `use` are what is paid within the limits.
    """
    total, on = inputs.whole("total"), on_day(inputs, today)
    most = share_dividend_most(total, inputs.whole("capital"), rates, on)
    wanted = inputs.whole("wanted", most)
    share = min(wanted, most)
    return {
        "share-most": most,
        "use-least": total - most,
        "allowed": wanted <= most,
        "excess": max(0, wanted - most),
        "share": share,
        "use": total - share,
    }


def share_dividend_most(total: int, capital: int, rates: Rates, on: date) -> int:
    """The most that may be paid on capital out of all dividends. Raises NoRate."""
    by_use = percent("dividend-patronage-min", rates, on)
    return min(int(capital * percent("dividend-share-max", rates, on)), int(total * (1 - by_use)))


def loss_cover(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """A loss takes what was carried over, then the voluntary, then the legal reserve; the rest goes to next year (제51조 제1항, ACC-23)."""
    left = inputs.whole("loss")
    used: dict[str, Value] = {}
    for name in ("carried", "voluntary", "legal"):
        taken = min(left, inputs.whole(name, 0))
        used[f"from-{name}"], left = taken, left - taken
    return {**used, "left": left}


def legal_reserve_check(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """Whether what was put aside is enough for the law, and how much is missing (협동조합 기본법 제50조·제97조, ACC-20)."""
    needed = surplus_distribution(inputs, rates, today)["legal"]
    assert isinstance(needed, int)
    return {"needed": needed, "enough": inputs.whole("saved") >= needed, "missing": max(0, needed - inputs.whole("saved"))}


_YEAR = (
    KIND,
    Input(name="surplus", kind=Kind.WON),
    Input(name="loss", kind=Kind.WON, optional=True),
    Input(name="capital", kind=Kind.WON),
    Input(name="reserve", kind=Kind.WON, optional=True),
    Input(name="reserve-percent", kind=Kind.PERCENT, optional=True),
    ON,
)

CALCULATORS = (
    Calculator(
        name="surplus-distribution",
        inputs=(*_YEAR, Input(name="voluntary-percent", kind=Kind.PERCENT, optional=True)),
        outputs=(
            *(Output(name=name, unit=Unit.WON) for name in ("base", "legal", "room", "voluntary", "payable", "share-most", "use-least")),
            Output(name="capped", unit=Unit.FLAG),
            Output(name="left-loss", unit=Unit.WON),
        ),
        function=surplus_distribution,
        source="accounting K1",
    ),
    Calculator(
        name="legal-reserve-check",
        inputs=(*_YEAR, Input(name="saved", kind=Kind.WON)),
        outputs=(
            Output(name="needed", unit=Unit.WON),
            Output(name="enough", unit=Unit.FLAG),
            Output(name="missing", unit=Unit.WON),
        ),
        function=legal_reserve_check,
        source="ACC-19",
    ),
    Calculator(
        name="dividend-limits",
        inputs=(
            Input(name="total", kind=Kind.WON),
            Input(name="capital", kind=Kind.WON),
            Input(name="wanted", kind=Kind.WON, optional=True),
            ON,
        ),
        outputs=(
            Output(name="share-most", unit=Unit.WON),
            Output(name="use-least", unit=Unit.WON),
            Output(name="allowed", unit=Unit.FLAG),
            *(Output(name=name, unit=Unit.WON) for name in ("excess", "share", "use")),
        ),
        function=dividend_limits,
        source="ACC-26",
    ),
    Calculator(
        name="loss-cover",
        inputs=(
            Input(name="loss", kind=Kind.WON),
            Input(name="carried", kind=Kind.WON, optional=True),
            Input(name="voluntary", kind=Kind.WON, optional=True),
            Input(name="legal", kind=Kind.WON, optional=True),
        ),
        outputs=tuple(Output(name=name, unit=Unit.WON) for name in ("from-carried", "from-voluntary", "from-legal", "left")),
        function=loss_cover,
        source="ACC-23",
    ),
)
