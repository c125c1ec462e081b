"""What a member who left gets back, from when, and until when (협동조합 기본법 제26조·제29조·제89조, accounting K6)."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

from flows.calculator import Calculator, Impossible, Input, Output
from flows.calculators.insurance import ON
from flows.calculators.minimum_wage import on_day
from flows.calculators.surplus import KIND, SOCIAL
from flows.calculators.withholding import Kept, kept_from
from flows.days import add_months, last_of_month
from flows.rates import Rates
from flows.values import Inputs, Kind, Unit, Value

DECEMBER = 12


def share_refund(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """The paid share, less its part of a loss; what the assembly added is taxed as a dividend (제26조 제2항, ACC-37 to 41).

    A social cooperative never gives back more than was paid (제89조 제1항). The assembly must agree by two thirds (제29조 제2항, ACC-36).
    """
    capital, own, on = inputs.whole("capital"), inputs.whole("own"), on_day(inputs, today)
    if own > capital:
        raise Impossible("own-above-capital")
    worth = max(0, inputs.whole("assets") - inputs.whole("debts", 0))
    lost = worth < capital
    added = 0 if lost or inputs.text("kind") == SOCIAL else inputs.whole("added", 0)
    refund = int(Fraction(own * worth, capital)) if lost else own + added
    gain = max(0, refund - own)
    kept = Kept(income=0, local=0) if inputs.flag("company", default=False) else kept_from("dividend", gain, rates, on)
    return {
        "worth": worth,
        "lost": lost,
        "refund": refund,
        "less": max(0, own - refund),
        "gain": gain,
        "income-tax": kept.income,
        "local-tax": kept.local,
        "net": refund - kept.total,
    }


def refund_claim(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """The claim begins with the next fiscal year and is lost after two years (제26조 제3항·제89조 제2항, ACC-35, F-512, F-513)."""
    left, month = inputs.day("left"), inputs.whole("fiscal-month", DECEMBER)
    if not 1 <= month <= DECEMBER:
        raise Impossible("no-such-month")
    end = last_of_month(left.year, month)
    end = end if left <= end else last_of_month(left.year + 1, month)
    begins = end + timedelta(days=1)
    years = rates.won("refund-claim-years", on_day(inputs, today))
    last = add_months(begins, 12 * years) - timedelta(days=1)
    return {"valued-on": end, "from": begins, "until": last, "open": begins <= today <= last, "lapsed": today > last}


CALCULATORS = (
    Calculator(
        name="share-refund",
        inputs=(
            KIND,
            Input(name="assets", kind=Kind.WON),
            Input(name="debts", kind=Kind.WON, optional=True),
            Input(name="capital", kind=Kind.WON),
            Input(name="own", kind=Kind.WON),
            Input(name="added", kind=Kind.WON, optional=True),
            Input(name="company", kind=Kind.YES_NO, optional=True),
            ON,
        ),
        outputs=(
            Output(name="lost", unit=Unit.FLAG),
            *(Output(name=name, unit=Unit.WON) for name in ("worth", "refund", "less", "gain", "income-tax", "local-tax", "net")),
        ),
        function=share_refund,
        source="accounting K6",
    ),
    Calculator(
        name="refund-claim",
        inputs=(Input(name="left", kind=Kind.DATE), Input(name="fiscal-month", kind=Kind.NUMBER, optional=True), ON),
        outputs=(
            *(Output(name=name, unit=Unit.DATE) for name in ("valued-on", "from", "until")),
            Output(name="open", unit=Unit.FLAG),
            Output(name="lapsed", unit=Unit.FLAG),
        ),
        function=refund_claim,
        source="ACC-35",
    ),
)
