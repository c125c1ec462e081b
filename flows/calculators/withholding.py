"""Taxes taken from what a cooperative pays out, and what being late costs (accounting §5, K2, K4, K9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from flows.calculator import Calculator, Input, Output
from flows.calculators.insurance import ON, percent
from flows.calculators.minimum_wage import on_day
from flows.calculators.rounding import at_least, nearest, without_ones
from flows.rates import Rates
from flows.values import Inputs, Kind, Unit, Value

DAILY = "daily"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Taxes kept back from one payment."""

    income: int
    local: int

    @property
    def total(self) -> int:
        """Both taxes."""
        return self.income + self.local


@dataclass(frozen=True, slots=True, kw_only=True)
class Income:
    """How one kind of income is taxed: its rate, the part that counts, and what stays free."""

    rate: str
    #: Share of the payment that is taken for expenses.
    expenses: str = ""
    #: The income that stays free of tax, after expenses.
    free: str = ""
    #: Taxes under 1,000 won are kept back as well (소득세법 제86조, WHT-05).
    small_too: bool = False


#: WHT-01, WHT-13, EQ-05.
INCOMES = {
    "business": Income(rate="wht-business", small_too=True),
    "lecture": Income(rate="wht-other", expenses="wht-other-expense", free="wht-honorarium-free"),
    "honorarium": Income(rate="wht-other", free="wht-honorarium-free"),
    "dividend": Income(rate="wht-dividend"),
    "interest": Income(rate="wht-interest", small_too=True),
    "member-loan": Income(rate="wht-loan-interest", small_too=True),
}


def kept_from(kind: str, pay: int, rates: Rates, on: date) -> Kept:
    """Taxes on one payment; both drop what is below ten won (국고금 관리법 제47조). Raises NoRate."""
    income = INCOMES[kind]
    counted = pay * (1 - percent(income.expenses, rates, on)) if income.expenses else Fraction(pay)
    if income.free and counted <= rates.won(income.free, on):
        return Kept(income=0, local=0)
    return _kept(counted * percent(income.rate, rates, on), rates, on, small_too=income.small_too)


def kept_from_days(wage: int, days: int, rates: Rates, on: date) -> Kept:
    """Taxes on a day labourer's days paid at once; the small tax is judged by their sum (소득세법 제47조·제59조·제86조, K4)."""
    counted = max(0, wage - rates.won("wht-daily-deduction", on))
    share = percent("wht-daily-rate", rates, on) * (1 - percent("wht-daily-credit", rates, on))
    return _kept(counted * share * days, rates, on)


def _kept(tax: Fraction, rates: Rates, on: date, *, small_too: bool = False) -> Kept:
    if not small_too and tax < rates.won("wht-small-tax", on):
        return Kept(income=0, local=0)
    income = without_ones(tax)
    return Kept(income=income, local=without_ones(income * percent("wht-local-share", rates, on)))


def withholding(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """What is kept back from a payment and what the person gets (소득세법 제129조, WHT-01).

    `daily` takes the wage of one day and the `days` paid at once. A company that is a member gets its dividend whole.
    """
    kind, amount, on = inputs.text("kind"), inputs.whole("amount"), on_day(inputs, today)
    days = inputs.whole("days", 1) if kind == DAILY else 1
    pay = amount * days
    kept = kept_from_days(amount, days, rates, on) if kind == DAILY else kept_from(kind, pay, rates, on)
    if inputs.flag("company", default=False) and kind == "dividend":
        kept = Kept(income=0, local=0)
    return {"pay": pay, "income-tax": kept.income, "local-tax": kept.local, "tax": kept.total, "net": max(0, pay - kept.total)}


def late_withholding(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """3% and 0.022% a day of what was not paid in, 10% at most before the notice (국세기본법 제47조의5, WHT-04, K9)."""
    tax, on = inputs.whole("tax"), on_day(inputs, today)
    daily = percent("late-payment-daily", rates, on) * inputs.whole("days")
    share = min(percent("wht-late-base", rates, on) + daily, percent("wht-late-cap", rates, on))
    full = percent("wht-late-cap", rates, on) - percent("wht-late-base", rates, on)
    return {"penalty": nearest(tax * share), "capped-after": at_least(full / percent("late-payment-daily", rates, on))}


def statement_penalty(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """A statement that was not handed in costs 1% of the pay, a simple or daily one 0.25%, half when soon (법인세법 제75조의7, WHT-11)."""
    name = "simple-statement-penalty" if inputs.flag("simple") else "statement-penalty"
    share = percent(f"{name}-late" if inputs.flag("soon", default=False) else name, rates, on_day(inputs, today))
    return {"penalty": nearest(inputs.whole("amount") * share)}


CALCULATORS = (
    Calculator(
        name="withholding",
        inputs=(
            Input(name="kind", kind=Kind.CHOICE, values=(*INCOMES, DAILY)),
            Input(name="amount", kind=Kind.WON),
            Input(name="days", kind=Kind.NUMBER, optional=True),
            Input(name="company", kind=Kind.YES_NO, optional=True),
            ON,
        ),
        outputs=tuple(Output(name=name, unit=Unit.WON) for name in ("pay", "income-tax", "local-tax", "tax", "net")),
        function=withholding,
        source="accounting K4",
    ),
    Calculator(
        name="late-withholding",
        inputs=(Input(name="tax", kind=Kind.WON), Input(name="days", kind=Kind.NUMBER), ON),
        outputs=(Output(name="penalty", unit=Unit.WON), Output(name="capped-after", unit=Unit.DAYS)),
        function=late_withholding,
        source="WHT-04",
    ),
    Calculator(
        name="statement-penalty",
        inputs=(
            Input(name="amount", kind=Kind.WON),
            Input(name="simple", kind=Kind.YES_NO),
            Input(name="soon", kind=Kind.YES_NO, optional=True),
            ON,
        ),
        outputs=(Output(name="penalty", unit=Unit.WON),),
        function=statement_penalty,
        source="WHT-11",
    ),
)
