"""Corporate tax of a year, its local tax, and what is paid in the middle of a year (accounting §3, K7, K9)."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from flows.calculator import Calculator, Impossible, Input, Output
from flows.calculators.insurance import ON, percent
from flows.calculators.minimum_wage import on_day
from flows.calculators.rounding import nearest, without_ones
from flows.calculators.surplus import KIND, SOCIAL
from flows.rates import Rates
from flows.values import Inputs, Kind, Unit, Value

YEAR = 12
STEPS = 4


def taxed_by_steps(base: Fraction, name: str, rates: Rates, on: date) -> Fraction:
    """The tax of a full year in four steps (법인세법 제55조, CIT-05; 지방세법 제103조의20, CIT-07). Raises NoRate."""
    tax, lower = Fraction(0), Fraction(0)
    for step in range(1, STEPS + 1):
        upper = base if step == STEPS else min(base, Fraction(rates.won(f"corporate-tax-bracket-{step}", on)))
        tax += max(Fraction(0), upper - lower) * percent(f"{name}-{step}", rates, on)
        lower = max(lower, upper)
    return tax


def _of_months(base: int, months: int, name: str, rates: Rates, on: date) -> Fraction:
    """A year of fewer months is taxed as a full one and cut back (법인세법 제55조 제2항, CIT-12)."""
    if not 1 <= months <= YEAR:
        raise Impossible("no-such-months")
    return taxed_by_steps(Fraction(base * YEAR, months), name, rates, on) * months / YEAR


def tax_base(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """What is taxed. A social cooperative may put aside all interest and half of its business income (법인세법 제29조, CIT-18)."""
    income, interest = inputs.whole("income"), inputs.whole("interest", 0)
    if inputs.text("kind") != SOCIAL:
        return {"reserve": 0, "base": income + interest}
    reserve = interest + int(income * percent("purpose-reserve-limit", rates, on_day(inputs, today)))
    wanted = min(reserve, inputs.whole("wanted-reserve", reserve))
    return {"reserve": wanted, "base": income + interest - wanted}


def corporate_tax(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """Corporate tax by the rates in force when the fiscal year began (법인세법 제55조, CHG-04, CIT-05); an estimate.

    Cooperatives of this act are not among those taxed on their book profit (조세특례제한법 제72조, CIT-01).
    """
    on, base = on_day(inputs, today), inputs.whole("base")
    exact = _of_months(base, inputs.whole("months", YEAR), "corporate-tax-rate", rates, on)
    tax = without_ones(max(Fraction(0), exact - inputs.whole("cut", 0)))
    payable = max(0, tax - inputs.whole("prepaid", 0))
    return {
        "exact": int(exact),
        "tax": tax,
        "payable": payable,
        "back": max(0, inputs.whole("prepaid", 0) - tax),
        "later": _later(payable, rates, today),
    }


def local_corporate_tax(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """The local tax on the same base by rates of its own (지방세법 제103조의20, CIT-07)."""
    on = on_day(inputs, today)
    exact = _of_months(inputs.whole("base"), inputs.whole("months", YEAR), "local-corporate-tax-rate", rates, on)
    tax = without_ones(exact)
    return {"tax": tax, "instalments": tax > rates.won("local-corporate-instalment-min", on)}


def minimum_tax(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """What a small company pays in spite of most reliefs (조세특례제한법 제132조, INC-09)."""
    return {"least": without_ones(inputs.whole("base") * percent("corporate-min-tax-sme", rates, on_day(inputs, today)))}


def _later(payable: int, rates: Rates, on: date) -> int:
    """What may be paid later: all above ten million, or half of more than twenty (법인세법 제64조 제2항, CIT-13)."""
    least, half = rates.won("corporate-instalment-min", on), rates.won("corporate-instalment-half-min", on)
    return payable // 2 if payable > half else max(0, payable - least)


def interim_payment(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """Six months' share of last year's tax; small companies and first years may be free (법인세법 제63조·제63조의2, CIT-14)."""
    months = inputs.whole("months", YEAR)
    if not 1 <= months <= YEAR:
        raise Impossible("no-such-months")
    tax = inputs.whole("tax")
    counted = Fraction(max(0, tax - inputs.whole("cut", 0)) * 6, months)
    small = inputs.flag("small", default=True) and counted < rates.won("interim-prepay-exempt", on_day(inputs, today))
    way = "first-year" if inputs.flag("first-year", default=False) else "half-year" if not tax else "exempt" if small else "due"
    return {"way": way, "counted": int(counted), "amount": without_ones(counted) if way == "due" else 0}


def entertainment_limit(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """How much entertaining counts as an expense: a base by months and 0.3% of sales up to 10 billion (법인세법 제25조, CIT-24)."""
    on = on_day(inputs, today)
    name = "entertainment-base-sme" if inputs.flag("small", default=True) else "entertainment-base-other"
    months = inputs.whole("months", YEAR)
    if not 1 <= months <= YEAR:
        raise Impossible("no-such-months")
    if inputs.whole("sales") > 10_000_000_000:
        raise Impossible("too-large")
    by_sales = inputs.whole("sales") * percent("entertainment-revenue-rate", rates, on)
    return {"limit": int(Fraction(rates.won(name, on) * months, YEAR) + by_sales)}


def deemed_interest(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """Interest that counts as income when the cooperative lends to those close to it (법인세법 시행령 제89조, CIT-26)."""
    share = percent("deemed-interest-rate", rates, on_day(inputs, today))
    return {"interest": int(inputs.whole("amount") * inputs.whole("days") * share / 365)}


def no_filing_penalty(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """20% of the tax or 0.07% of the revenue, whichever is more, when no report was made (국세기본법 제47조의2, CIT-17)."""
    on = on_day(inputs, today)
    by_tax = inputs.whole("tax") * percent("no-filing-penalty", rates, on)
    by_revenue = inputs.whole("revenue", 0) * percent("no-filing-penalty-revenue", rates, on)
    late = inputs.whole("tax") * percent("late-payment-daily", rates, on) * inputs.whole("days", 0)
    return {"penalty": nearest(max(by_tax, by_revenue)), "late": nearest(late)}


_BASE, _MONTHS = Input(name="base", kind=Kind.WON), Input(name="months", kind=Kind.NUMBER, optional=True)


def _won(*names: str) -> tuple[Output, ...]:
    return tuple(Output(name=name, unit=Unit.WON) for name in names)


CALCULATORS = (
    Calculator(
        name="tax-base",
        inputs=(
            KIND,
            Input(name="income", kind=Kind.WON),
            Input(name="interest", kind=Kind.WON, optional=True),
            Input(name="wanted-reserve", kind=Kind.WON, optional=True),
            ON,
        ),
        outputs=_won("reserve", "base"),
        function=tax_base,
        source="CIT-18",
    ),
    Calculator(
        name="corporate-tax",
        inputs=(
            _BASE,
            _MONTHS,
            Input(name="cut", kind=Kind.WON, optional=True),
            Input(name="prepaid", kind=Kind.WON, optional=True),
            ON,
        ),
        outputs=_won("exact", "tax", "payable", "back", "later"),
        function=corporate_tax,
        source="accounting K7",
    ),
    Calculator(
        name="local-corporate-tax",
        inputs=(_BASE, _MONTHS, ON),
        outputs=(*_won("tax"), Output(name="instalments", unit=Unit.FLAG)),
        function=local_corporate_tax,
        source="CIT-07",
    ),
    Calculator(name="minimum-tax", inputs=(_BASE, ON), outputs=_won("least"), function=minimum_tax, source="INC-09"),
    Calculator(
        name="interim-payment",
        inputs=(
            Input(name="tax", kind=Kind.WON),
            Input(name="cut", kind=Kind.WON, optional=True),
            _MONTHS,
            Input(name="small", kind=Kind.YES_NO, optional=True),
            Input(name="first-year", kind=Kind.YES_NO, optional=True),
            ON,
        ),
        outputs=(Output(name="way", unit=Unit.WORD, values=("due", "exempt", "first-year", "half-year")), *_won("counted", "amount")),
        function=interim_payment,
        source="CIT-14",
    ),
    Calculator(
        name="entertainment-limit",
        inputs=(Input(name="sales", kind=Kind.WON), _MONTHS, Input(name="small", kind=Kind.YES_NO, optional=True), ON),
        outputs=_won("limit"),
        function=entertainment_limit,
        source="CIT-24",
    ),
    Calculator(
        name="deemed-interest",
        inputs=(Input(name="amount", kind=Kind.WON), Input(name="days", kind=Kind.NUMBER), ON),
        outputs=_won("interest"),
        function=deemed_interest,
        source="CIT-26",
    ),
    Calculator(
        name="no-filing-penalty",
        inputs=(
            Input(name="tax", kind=Kind.WON),
            Input(name="revenue", kind=Kind.WON, optional=True),
            Input(name="days", kind=Kind.NUMBER, optional=True),
            ON,
        ),
        outputs=_won("penalty", "late"),
        function=no_filing_penalty,
        source="CIT-17",
    ),
)
