"""Whether a cooperative fits what a label or a public contract asks (programmes 나-4, 나-5, 나-7)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from flows.calculator import Calculator, Impossible, Input, Output
from flows.calculators.rounding import reached
from flows.rates import Rates
from flows.values import Inputs, Kind, Unit, Value

#: Purpose -> least percent of vulnerable people hired, and served (사회적기업 육성법 시행령 제9조, SE-12); none: not asked.
PURPOSES: dict[str, tuple[int | None, int | None]] = {
    "jobs": (30, None),
    "service": (None, 30),
    "mixed": (20, 20),
    "region-hired": (20, None),
    "region-served": (None, 20),
    "region-spent": (None, 40),
    "other": (None, None),
}
#: What a certification asks for that an answer can show.
#: Percent of what labor costs that business must earn.
HALF = 50
REQUIREMENTS = ("workers", "purpose", "earned", "shared", "written")
#: Region -> least percent of residents among the investors (마을기업 육성 및 지원에 관한 법률 시행령 제14조, VC-03).
REGIONS = {"town": 70, "district": 80, "shrinking": 70, "young": 50}
LEAST_RESIDENTS, MOST_ONE, MOST_RELATED = 5, 30, 50
#: Won, without value added tax (지방자치단체를 당사자로 하는 계약에 관한 법률 시행령 제25조·제30조, PP-06 to PP-09).
ANYBODY, ONE_QUOTE, DIRECT = 20_000_000, 50_000_000, 100_000_000
VULNERABLE = 30


def purpose_share(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """Paid workers, and the share of vulnerable people a purpose asks for (사회적기업 육성법 시행령 제9조, SE-12, SE-22)."""
    purpose = inputs.text("purpose")
    hired, served = PURPOSES[purpose]
    return {
        "workers": inputs.whole("workers") >= (3 if purpose == "jobs" else 1),
        "fits": _reaches(inputs, "hired", hired) and _reaches(inputs, "served", served),
    }


def earned_share(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """What six months of business earn against what labor cost: half at least (사회적기업 육성법 시행령 제10조, SE-13)."""
    revenue, wages = inputs.whole("revenue"), inputs.whole("wages")
    return {
        "percent": reached(Fraction(100 * revenue, wages), HALF) if wages else Decimal(0),
        "enough": wages > 0 and 2 * revenue >= wages,
    }


def certification(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """How many requirements of a social enterprise are still open (사회적기업 육성법 제8조, SE-11)."""
    return {"lacking": [inputs.flag(name) for name in REQUIREMENTS].count(False)}


def _reaches(inputs: Inputs, name: str, least: int | None) -> bool:
    return least is None or (name in inputs and inputs.decimal(name) >= least)


def resident_share(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """Whether enough investors live there (마을기업 육성 및 지원에 관한 법률 시행령 제14조, VC-03)."""
    investors, residents = inputs.whole("investors"), inputs.whole("residents")
    if not 0 < investors >= residents:
        raise Impossible("more-residents")
    share, least = Fraction(100 * residents, investors), REGIONS[inputs.text("region")]
    return {
        "enough": residents >= LEAST_RESIDENTS,
        "mostly": share >= least,
        "percent": reached(share, least),
        "least": least,
        "short": max(0, LEAST_RESIDENTS - residents),
    }


def village_enterprise(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """How much is held in one hand, and what is still open (마을기업 육성 및 지원에 관한 법률 제11조, 시행령 제14조, VC-02, VC-03)."""
    if inputs.decimal("related") < inputs.decimal("largest"):
        raise Impossible("family-below-one")
    spread, apart = inputs.decimal("largest") <= MOST_ONE, inputs.decimal("related") <= MOST_RELATED
    answered = [inputs.flag(name) for name in ("incorporated", "leader", "enough", "mostly")]
    return {"spread": spread, "apart": apart, "lacking": [*answered, spread, apart].count(False)}


def direct_contract(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """How goods or services may be sold to a public body without a tender (PP-06 to PP-09, PP-17).

    국가를 당사자로 하는 계약에 관한 법률 시행령 제26조·제30조, 지방자치단체를 당사자로 하는 계약에 관한 법률 시행령 제25조·제30조.
    """
    price = inputs.whole("price")
    estimate = price * 10 // 11 if inputs.flag("with-tax") else price
    label = inputs.text("label", "none")
    counts = label == "owner" or (label == "social" and _reaches(inputs, "vulnerable", VULNERABLE))
    one = ONE_QUOTE if counts or label == "young" else ANYBODY
    direct = DIRECT if counts or inputs.flag("small", default=False) else one
    return {
        "estimate": estimate,
        "one": one,
        "direct": direct,
        "way": "one" if estimate <= one else "two" if estimate <= direct else "tender",
        "counts": counts,
    }


def _percent(name: str, *, optional: bool = False) -> Input:
    return Input(name=name, kind=Kind.PERCENT, optional=optional)


def _yes_no(*names: str) -> tuple[Input, ...]:
    return tuple(Input(name=name, kind=Kind.YES_NO) for name in names)


def _flags(*names: str) -> tuple[Output, ...]:
    return tuple(Output(name=name, unit=Unit.FLAG) for name in names)


CALCULATORS = (
    Calculator(
        name="purpose-share",
        inputs=(
            Input(name="purpose", kind=Kind.CHOICE, values=tuple(PURPOSES)),
            Input(name="workers", kind=Kind.NUMBER),
            _percent("hired", optional=True),
            _percent("served", optional=True),
        ),
        outputs=_flags("workers", "fits"),
        function=purpose_share,
        source="SE-12",
    ),
    Calculator(
        name="earned-share",
        inputs=(Input(name="revenue", kind=Kind.WON), Input(name="wages", kind=Kind.WON)),
        outputs=(Output(name="percent", unit=Unit.PERCENT), *_flags("enough")),
        function=earned_share,
        source="SE-13",
    ),
    Calculator(
        name="certification",
        inputs=_yes_no(*REQUIREMENTS),
        outputs=(Output(name="lacking", unit=Unit.COUNT),),
        function=certification,
        source="SE-11",
    ),
    Calculator(
        name="resident-share",
        inputs=(
            Input(name="investors", kind=Kind.NUMBER),
            Input(name="residents", kind=Kind.NUMBER),
            Input(name="region", kind=Kind.CHOICE, values=tuple(REGIONS)),
        ),
        outputs=(
            *_flags("enough", "mostly"),
            Output(name="percent", unit=Unit.PERCENT),
            Output(name="least", unit=Unit.PERCENT),
            Output(name="short", unit=Unit.PEOPLE),
        ),
        function=resident_share,
        source="VC-03",
    ),
    Calculator(
        name="village-enterprise",
        inputs=(_percent("largest"), _percent("related"), *_yes_no("incorporated", "leader", "enough", "mostly")),
        outputs=(*_flags("spread", "apart"), Output(name="lacking", unit=Unit.COUNT)),
        function=village_enterprise,
        source="VC-02",
    ),
    Calculator(
        name="direct-contract",
        inputs=(
            Input(name="price", kind=Kind.WON),
            *_yes_no("with-tax"),
            Input(name="small", kind=Kind.YES_NO, optional=True),
            Input(name="label", kind=Kind.CHOICE, optional=True, values=("social", "owner", "young", "none")),
            _percent("vulnerable", optional=True),
        ),
        outputs=(
            *(Output(name=name, unit=Unit.WON) for name in ("estimate", "one", "direct")),
            Output(name="way", unit=Unit.WORD, values=("one", "two", "tender")),
            *_flags("counts"),
        ),
        function=direct_contract,
        source="PP-07",
    ),
)
