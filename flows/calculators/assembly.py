"""Quorums of assemblies and boards, and limits on shares and offices (협동조합 기본법 제15조·제22조·제29조·제31조·제32조·제44조)."""

from collections.abc import Mapping
from datetime import date, timedelta

from flows.calculator import Calculator, Impossible, Input, Output
from flows.days import add_months
from flows.rates import Rates
from flows.values import Inputs, Kind, Unit, Value

#: 제31조, 시행령 제9조 (F-607); 제32조 (F-608); 제34조 (F-609); 시행령 제10조 (F-616); 제35조 (F-611).
DELEGATES_ABOVE, DELEGATES_MOST = 200, 100
BOARD_FROM, LEAST_DIRECTORS, FEW_MEMBERS = 10, 3, 10
LONGEST_TERM, CHAIR_TERMS = 4, 3


def founders_quorum(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """More than half of those who agreed must come, and two thirds of those present must vote yes (F-312)."""
    consenters = inputs.whole("consenters")
    attending = inputs.whole("attending", consenters // 2 + 1)
    attend = consenters // 2 + 1
    approve = -(-attending * 2 // 3)
    return {"attend": attend, "approve": approve, "valid": attend <= attending <= consenters}


def share_limit(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """No member may hold more than 30% of all shares; 40% in a federation (F-503).

    Who is above it holds `lower` shares at most while the others keep theirs, or the others add `more`.
    """
    total, own = inputs.whole("total-shares"), inputs.whole("own-shares")
    percent = 40 if inputs.text("organisation", "cooperative") == "federation" else 30
    most = total * percent // 100
    others = max(0, total - own)
    return {
        "most": most,
        "allowed": own <= most,
        "excess": max(0, own - most),
        "lower": min(own, others * percent // (100 - percent)),
        "more": max(0, -(-own * 100 // percent) - total),
    }


def meeting_quorum(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """A general meeting: more than half come; more than half of them agree, two thirds to special matters (제29조 제2항, F-603).

    A founders' assembly decides everything like a special matter (제15조 제4항, F-312); a company that becomes a cooperative
    needs everybody (제60조의2, F-1201). `agreed` is measured when told.
    """
    members = inputs.whole("members")
    matter = inputs.text("matter", "ordinary")
    attend = members if matter == "unanimous" else members // 2 + 1
    attending = inputs.whole("attending", attend)
    two_thirds = -(-attending * 2 // 3)
    approve = {"ordinary": attending // 2 + 1, "unanimous": members}.get(matter, two_thirds)
    valid = attend <= attending <= members
    return {
        "attend": attend,
        "approve": approve,
        "valid": valid,
        "passed": valid and approve <= inputs.whole("agreed", 0) <= attending,
        "missing": max(0, attend - attending),
    }


def delegates(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """A meeting of delegates: above 200 members, a tenth of them or a hundred (제31조, 시행령 제9조, F-607)."""
    members = inputs.whole("members")
    allowed = members > DELEGATES_ABOVE
    return {"allowed": allowed, "least": min(DELEGATES_MOST, -(-members // 10)) if allowed else 0}


def dismissal_request(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """How many must ask for an officer's dismissal: a fifth of the members, a third in a federation (제40조·제79조·제115조, F-617)."""
    part = 3 if inputs.text("organisation", "cooperative") == "federation" else 5
    return {"least": -(-inputs.whole("members") // part)}


def board_quorum(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """A board decides with more than half of more than half; under ten members it may be left out (제32조, F-608)."""
    directors = inputs.whole("directors")
    attend = directors // 2 + 1
    return {
        "attend": attend,
        "approve": inputs.whole("attending", attend) // 2 + 1,
        "enough": directors >= LEAST_DIRECTORS,
        "optional": inputs.whole("members", BOARD_FROM) < BOARD_FROM,
    }


def officer_employees(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """How many officers may work for the cooperative as well (제44조 제3항·제4항, 시행령 제10조·제20조, F-616); auditors never may.

    All may with ten members or fewer, or where two thirds of the members are employees and two thirds of the employees members;
    in a social cooperative a third of the officers may anyway.
    """
    members, employees, both = inputs.whole("members"), inputs.whole("employees", 0), inputs.whole("member-employees", 0)
    officers = inputs.whole("officers")
    if both > min(members, employees):
        raise Impossible("more-than-there-are")
    workers = 3 * both >= 2 * members and 3 * both >= 2 * employees and both > 0
    reason = "few" if members <= FEW_MEMBERS else "workers" if workers else "third" if inputs.text("kind") == "social" else "none"
    most = {"few": officers, "workers": officers, "third": officers // 3, "none": 0}[reason]
    return {"reason": reason, "most": most, "free": reason in ("few", "workers")}


def term_end(inputs: Inputs, _rates: Rates, _today: date) -> Mapping[str, Value]:
    """Officers serve four years at most; the chair may follow on twice, twelve years in all (제35조, F-611)."""
    years, chair = inputs.whole("years", LONGEST_TERM), inputs.flag("chair", default=False)
    if not 1 <= years <= LONGEST_TERM:
        raise Impossible("term-too-long")
    terms = inputs.whole("terms", 1)
    return {
        "ends": add_months(inputs.day("begins"), 12 * years) - timedelta(days=1),
        "again": not chair or terms < CHAIR_TERMS,
        "terms-left": max(0, CHAIR_TERMS - terms) if chair else 0,
    }


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
            *(Output(name=name, unit=Unit.COUNT) for name in ("excess", "lower", "more")),
        ),
        function=share_limit,
        source="F-503",
    ),
    Calculator(
        name="meeting-quorum",
        inputs=(
            Input(name="members", kind=Kind.NUMBER),
            Input(name="matter", kind=Kind.CHOICE, optional=True, values=("ordinary", "special", "founding", "unanimous")),
            Input(name="attending", kind=Kind.NUMBER, optional=True),
            Input(name="agreed", kind=Kind.NUMBER, optional=True),
        ),
        outputs=(
            *(Output(name=name, unit=Unit.PEOPLE) for name in ("attend", "approve", "missing")),
            Output(name="valid", unit=Unit.FLAG),
            Output(name="passed", unit=Unit.FLAG),
        ),
        function=meeting_quorum,
        source="F-603",
    ),
    Calculator(
        name="delegates",
        inputs=(Input(name="members", kind=Kind.NUMBER),),
        outputs=(Output(name="allowed", unit=Unit.FLAG), Output(name="least", unit=Unit.PEOPLE)),
        function=delegates,
        source="F-607",
    ),
    Calculator(
        name="dismissal-request",
        inputs=(
            Input(name="members", kind=Kind.NUMBER),
            Input(name="organisation", kind=Kind.CHOICE, optional=True, values=("cooperative", "federation")),
        ),
        outputs=(Output(name="least", unit=Unit.PEOPLE),),
        function=dismissal_request,
        source="F-617",
    ),
    Calculator(
        name="board-quorum",
        inputs=(
            Input(name="directors", kind=Kind.NUMBER),
            Input(name="attending", kind=Kind.NUMBER, optional=True),
            Input(name="members", kind=Kind.NUMBER, optional=True),
        ),
        outputs=(
            Output(name="attend", unit=Unit.PEOPLE),
            Output(name="approve", unit=Unit.PEOPLE),
            Output(name="enough", unit=Unit.FLAG),
            Output(name="optional", unit=Unit.FLAG),
        ),
        function=board_quorum,
        source="F-608",
    ),
    Calculator(
        name="officer-employees",
        inputs=(
            Input(name="kind", kind=Kind.CHOICE, values=("general", "social")),
            Input(name="members", kind=Kind.NUMBER),
            Input(name="officers", kind=Kind.NUMBER),
            Input(name="employees", kind=Kind.NUMBER, optional=True),
            Input(name="member-employees", kind=Kind.NUMBER, optional=True),
        ),
        outputs=(
            Output(name="reason", unit=Unit.WORD, values=("few", "workers", "third", "none")),
            Output(name="most", unit=Unit.PEOPLE),
            Output(name="free", unit=Unit.FLAG),
        ),
        function=officer_employees,
        source="F-616",
    ),
    Calculator(
        name="term-end",
        inputs=(
            Input(name="begins", kind=Kind.DATE),
            Input(name="years", kind=Kind.NUMBER, optional=True),
            Input(name="chair", kind=Kind.YES_NO, optional=True),
            Input(name="terms", kind=Kind.NUMBER, optional=True),
        ),
        outputs=(
            Output(name="ends", unit=Unit.DATE),
            Output(name="again", unit=Unit.FLAG),
            Output(name="terms-left", unit=Unit.COUNT),
        ),
        function=term_end,
        source="F-611",
    ),
)
