"""Which training the law asks of an employer each year (labor §16)."""

from collections.abc import Mapping
from datetime import date

from flows.calculator import Calculator, Input, Output
from flows.rates import Rates
from flows.values import Inputs, Kind, Unit, Value


def mandatory_training(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """Kinds of training and the form in which each may be given.

    남녀고용평등과 일·가정 양립 지원에 관한 법률 제13조, 장애인고용촉진 및 직업재활법 제5조의2, 산업안전보건법 제29조,
    개인정보 보호법 제28조, 근로자퇴직급여 보장법 제32조 제2항.
    """
    workers, work = inputs.whole("workers"), inputs.text("work")
    safety = "exempt" if workers < 5 or work == "office" else "half-year-6" if work == "sales" else "half-year-12"
    return {
        "harassment": "handout" if workers < 10 or inputs.flag("one-sex", default=False) else "class",
        "disability": "handout" if workers < 50 else "class",
        "safety": safety,
        "safety-due": safety != "exempt",
        "privacy": "due" if inputs.flag("personal-data", default=False) else "none",
        "pension": "due" if inputs.flag("pension", default=False) else "none",
        "kinds": 2 + (safety != "exempt") + inputs.flag("personal-data", default=False) + inputs.flag("pension", default=False),
    }


CALCULATORS = (
    Calculator(
        name="mandatory-training",
        inputs=(
            Input(name="workers", kind=Kind.NUMBER),
            Input(name="work", kind=Kind.CHOICE, values=("office", "sales", "field")),
            Input(name="one-sex", kind=Kind.YES_NO, optional=True),
            Input(name="personal-data", kind=Kind.YES_NO, optional=True),
            Input(name="pension", kind=Kind.YES_NO, optional=True),
        ),
        outputs=(
            Output(name="harassment", unit=Unit.WORD, values=("handout", "class")),
            Output(name="disability", unit=Unit.WORD, values=("handout", "class")),
            Output(name="safety", unit=Unit.WORD, values=("exempt", "half-year-6", "half-year-12")),
            Output(name="safety-due", unit=Unit.FLAG),
            Output(name="privacy", unit=Unit.WORD, values=("due", "none")),
            Output(name="pension", unit=Unit.WORD, values=("due", "none")),
            Output(name="kinds", unit=Unit.COUNT),
        ),
        function=mandatory_training,
        source="labor §16",
    ),
)
