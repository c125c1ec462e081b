"""Quorums and limits of a founders' assembly (협동조합 기본법 제15조 제4항, 제22조 제2항)."""

from collections.abc import Mapping
from datetime import date

from flows.calculator import Calculator, Input, Output
from flows.rates import Rates
from flows.values import Inputs, Kind, Unit, Value


def founders_quorum(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """More than half of those who agreed must come, and two thirds of those present must vote yes (F-312)."""
    consenters = inputs.whole("consenters")
    attending = inputs.whole("attending", consenters // 2 + 1)
    attend = consenters // 2 + 1
    approve = -(-attending * 2 // 3)
    return {"attend": attend, "approve": approve, "valid": attend <= attending <= consenters}


def share_limit(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """No member may hold more than 30% of all shares; 40% in a federation (F-503)."""
    total, own = inputs.whole("total-shares"), inputs.whole("own-shares")
    percent = 40 if inputs.text("organisation", "cooperative") == "federation" else 30
    most = total * percent // 100
    return {"most": most, "allowed": own <= most, "excess": max(0, own - most)}


CALCULATORS = (
    Calculator(
        name="founders-quorum",
        inputs=(Input(name="consenters", kind=Kind.NUMBER), Input(name="attending", kind=Kind.NUMBER, optional=True)),
        outputs=(
            Output(name="attend", unit=Unit.PEOPLE),
            Output(name="approve", unit=Unit.PEOPLE),
            Output(name="valid", unit=Unit.FLAG),
        ),
        function=founders_quorum,
        source="F-312",
    ),
    Calculator(
        name="share-limit",
        inputs=(
            Input(name="total-shares", kind=Kind.NUMBER),
            Input(name="own-shares", kind=Kind.NUMBER),
            Input(name="organisation", kind=Kind.CHOICE, optional=True, values=("cooperative", "federation")),
        ),
        outputs=(
            Output(name="most", unit=Unit.COUNT),
            Output(name="allowed", unit=Unit.FLAG),
            Output(name="excess", unit=Unit.COUNT),
        ),
        function=share_limit,
        source="F-503",
    ),
)
