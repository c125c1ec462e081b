"""Value added tax of a period, with what taxed and exempt business share (accounting §4, K3)."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from flows.calculator import Calculator, Impossible, Input, Output
from flows.calculators.insurance import ON, percent
from flows.calculators.minimum_wage import on_day
from flows.calculators.rounding import hundredths, without_ones
from flows.rates import Rates
from flows.values import Inputs, Kind, Unit, Value

THOUSAND = 1000
#: Input tax so many times the tax on sales: perhaps the price was said instead of its tax.
MANY = 3


def vat(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """Tax on sales less tax on purchases; of what both businesses share, the exempt part is not deducted (부가가치세법 제37조·제40조, K3).

    Purchases that never count (제39조, VAT-10) are left out beforehand. A cooperative is never taxed as a simplified business (VAT-03).
    """
    sales, exempt, on = inputs.whole("sales"), inputs.whole("exempt-sales", 0), on_day(inputs, today)
    own, common = inputs.whole("input-tax", 0), inputs.whole("common-input-tax", 0)
    if common and not sales + exempt:
        raise Impossible("nothing-sold")
    ratio = Fraction(exempt, sales + exempt) if sales + exempt else Fraction(0)
    whole = common_is_whole(ratio, common, rates, on)
    deducted = common if whole else int(common * (1 - ratio))
    output = int(sales * percent("vat-rate", rates, on))
    tax = output - own - deducted
    due = tax - inputs.whole("prepaid", 0) + inputs.whole("penalty", 0)
    return {
        "output-tax": output,
        "exempt-percent": hundredths(ratio * 100),
        "denied": common - deducted,
        "deducted": own + deducted,
        "whole": whole,
        "doubtful": own + deducted > MANY * output > 0,
        "payable": without_ones(Fraction(max(0, due))),
        "refund": without_ones(Fraction(max(0, -due))),
        # What was prepaid is part of the period's tax, a penalty is not (부가가치세법 제37조·제49조).
        "next-notice": notice_of(max(0, tax), rates, on),
    }


def common_is_whole(ratio: Fraction, common: int, rates: Rates, on: date) -> bool:
    """Shared purchases count whole when the exempt part or the amount is small (부가가치세법 시행령 제81조, VAT-11)."""
    little = ratio < percent("vat-mixed-ratio-max", rates, on) and common < rates.won("vat-mixed-amount-max", on)
    return little or common < rates.won("vat-mixed-small-max", on)


def notice_of(paid: int, rates: Rates, on: date) -> int:
    """Half of the last period's tax, whole thousands; not collected when small (부가가치세법 제48조 제3항, VAT-02)."""
    half = paid // 2 // THOUSAND * THOUSAND
    return half if half >= rates.won("vat-notice-min", on) else 0


def vat_interim(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """Whether a company reports in April and October itself, or pays by notice (부가가치세법 제48조, VAT-02)."""
    on = on_day(inputs, today)
    by_notice = inputs.whole("supplies") < rates.won("vat-notice-max", on)
    notice = notice_of(inputs.whole("paid", 0), rates, on) if by_notice else 0
    return {"way": "report" if not by_notice else "notice" if notice else "nothing", "notice": notice}


def vat_return(inputs: Inputs, rates: Rates, today: date) -> Mapping[str, Value]:
    """The next day on which a half year's return is due: the 25th of July or January (부가가치세법 제49조, VAT-01, CAL-01)."""
    first = inputs.text("half") == "first"
    days = (rates.workdays.due(date(today.year + later, 7 if first else 1, 25)) for later in (0, 1))
    by = next(day for day in days if day >= today)
    return {"by": by, "year": str(by.year if first else by.year - 1)}


CALCULATORS = (
    Calculator(
        name="vat",
        inputs=(
            Input(name="sales", kind=Kind.WON),
            Input(name="exempt-sales", kind=Kind.WON, optional=True),
            Input(name="input-tax", kind=Kind.WON, optional=True),
            Input(name="common-input-tax", kind=Kind.WON, optional=True),
            Input(name="prepaid", kind=Kind.WON, optional=True),
            Input(name="penalty", kind=Kind.WON, optional=True),
            ON,
        ),
        outputs=(
            *(Output(name=name, unit=Unit.WON) for name in ("output-tax", "denied", "deducted", "payable", "refund", "next-notice")),
            Output(name="exempt-percent", unit=Unit.PERCENT),
            Output(name="whole", unit=Unit.FLAG),
            Output(name="doubtful", unit=Unit.FLAG),
        ),
        function=vat,
        source="accounting K3",
    ),
    Calculator(
        name="vat-return",
        inputs=(Input(name="half", kind=Kind.CHOICE, values=("first", "second")),),
        outputs=(Output(name="by", unit=Unit.DATE), Output(name="year", unit=Unit.TEXT)),
        function=vat_return,
        source="VAT-01",
    ),
    Calculator(
        name="vat-interim",
        inputs=(Input(name="supplies", kind=Kind.WON), Input(name="paid", kind=Kind.WON, optional=True), ON),
        outputs=(
            Output(name="way", unit=Unit.WORD, values=("report", "notice", "nothing")),
            Output(name="notice", unit=Unit.WON),
        ),
        function=vat_interim,
        source="VAT-02",
    ),
)
