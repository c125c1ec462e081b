"""Taxes and fees of registering a cooperative or a change of it (지방세법 제28조·제151조, accounting REG-01 to REG-06, K8)."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from flows.calculator import Calculator, Input, Output
from flows.calculators.insurance import ON, percent
from flows.calculators.minimum_wage import on_day
from flows.calculators.rounding import without_ones
from flows.calculators.surplus import KIND, SOCIAL
from flows.rates import Rates
from flows.values import Inputs, Kind, Unit, Value

#: Founding or enlarging in a crowded area costs three times as much (지방세법 제28조 제2항, REG-02).
CROWDED = 3
#: The way the registry is applied to.
FEES = ("paper", "eform", "efile")


def on_capital(amount: int, *, social: bool, crowded: bool, rates: Rates, on: date) -> int:
    """The registration tax on capital that is paid in, with its least amount (지방세법 제28조 제1항 제6호, REG-01). Raises NoRate."""
    share = percent("reg-tax-rate-social" if social else "reg-tax-rate-general", rates, on)
    tax = max(int(amount * share), rates.won("reg-tax-min", on))
    return without_ones(Fraction(tax * (CROWDED if crowded else 1)))


def _crowded(inputs: Inputs) -> bool:
    return inputs.flag("crowded", default=False) and not inputs.flag("spared", default=False)


def registration_tax(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """Tax on founding, with the education tax on top (지방세법 제28조·제151조, F-332, K8); `spared` trades are not charged threefold."""
    on = on_day(inputs, today)
    tax = on_capital(inputs.whole("capital"), social=inputs.text("kind") == SOCIAL, crowded=_crowded(inputs), rates=rates, on=on)
    education = without_ones(tax * percent("reg-tax-education", rates, on))
    return {"tax": tax, "education": education, "total": tax + education}


def founding_cost(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """What founding costs in taxes and fees: nothing to report, the registry, the notary (F-331, F-332, F-1502, REG-04 to REG-06)."""
    on, taxes = on_day(inputs, today), registration_tax(inputs, rates, today)
    total = taxes["total"]
    assert isinstance(total, int)
    fee = rates.won(f"reg-fee-found-{inputs.text('way', 'paper')}", on)
    notary = rates.won("notary-minutes-fee", on)
    own = inputs.whole("other", 0)
    return {**taxes, "taxes": total, "fee": fee, "notary": notary, "other": own, "total": total + fee + notary + own}


def change_registration_cost(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """Tax and fee of registering a change (지방세법 제28조 제1항 제6호, REG-03, REG-04).

    More capital is taxed like founding, threefold in a crowded area within five years of it; a new seat and the rest cost a fixed sum.
    """
    on, change = on_day(inputs, today), inputs.text("change")
    if change == "more-capital":
        added, social = inputs.whole("added", 0), inputs.text("kind", "general") == SOCIAL
        tax = on_capital(added, social=social, crowded=_crowded(inputs), rates=rates, on=on)
    else:
        tax = rates.won("reg-tax-move" if change == "seat" else "reg-tax-other", on)
    education = without_ones(tax * percent("reg-tax-education", rates, on))
    fee = rates.won(f"reg-fee-{'found' if change == 'seat' else 'other'}-{inputs.text('way', 'paper')}", on)
    notary = rates.won("notary-minutes-fee", on) if inputs.flag("notary", default=False) else 0
    return {
        "tax": tax,
        "education": education,
        "taxes": tax + education,
        "fee": fee,
        "notary": notary,
        "total": tax + education + fee + notary,
    }


_CROWDED = (Input(name="crowded", kind=Kind.YES_NO, optional=True), Input(name="spared", kind=Kind.YES_NO, optional=True))
_WAY = Input(name="way", kind=Kind.CHOICE, optional=True, values=FEES)
_FOUNDING = (KIND, Input(name="capital", kind=Kind.WON), *_CROWDED, ON)


def _won(*names: str) -> tuple[Output, ...]:
    return tuple(Output(name=name, unit=Unit.WON) for name in names)


CALCULATORS = (
    Calculator(
        name="registration-tax",
        inputs=_FOUNDING,
        outputs=_won("tax", "education", "total"),
        function=registration_tax,
        source="accounting K8",
    ),
    Calculator(
        name="founding-cost",
        inputs=(*_FOUNDING, _WAY, Input(name="other", kind=Kind.WON, optional=True)),
        outputs=_won("tax", "education", "taxes", "fee", "notary", "other", "total"),
        function=founding_cost,
        source="F-1502",
    ),
    Calculator(
        name="change-registration-cost",
        inputs=(
            Input(name="change", kind=Kind.CHOICE, values=("more-capital", "seat", "branch", "officers", "less-capital", "other")),
            Input(name="kind", kind=Kind.CHOICE, optional=True, values=KIND.values),
            Input(name="added", kind=Kind.WON, optional=True),
            Input(name="notary", kind=Kind.YES_NO, optional=True),
            *_CROWDED,
            _WAY,
            ON,
        ),
        outputs=_won("tax", "education", "taxes", "fee", "notary", "total"),
        function=change_registration_cost,
        source="REG-03",
    ),
)
