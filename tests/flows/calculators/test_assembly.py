from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.calculator import Impossible
from flows.calculators.assembly import founders_quorum, share_limit
from flows.rates import Rates
from flows.values import Inputs, Value
from tests.flows.calculators.labor import run

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("consenters", "attending", "attend", "approve", "valid", "why"),
    [
        (5, 3, 3, 2, True, "F-312: five agreed, three must come, two of three must agree"),
        (5, 2, 3, 2, False, "one too few came"),
        (5, 5, 3, 4, True, "two thirds of five are four"),
        (6, 4, 4, 3, True, "more than half of six is four"),
        (10, 6, 6, 4, True, "two thirds of six are exactly four"),
        (5, 6, 3, 4, False, "more than there are cannot come"),
    ],
)
def test_quorum_of_a_founders_assembly(consenters: int, attending: int, attend: int, approve: int, valid: bool, why: str) -> None:
    outputs = founders_quorum(Inputs({"consenters": consenters, "attending": attending}), Rates(), TODAY)
    assert outputs == {"attend": attend, "approve": approve, "valid": valid}, why


@given(st.integers(5, 100_000))
def test_the_quorum_is_more_than_half_and_two_thirds(consenters: int) -> None:
    outputs = founders_quorum(Inputs({"consenters": consenters}), Rates(), TODAY)
    attend, approve = outputs["attend"], outputs["approve"]
    assert isinstance(attend, int)
    assert isinstance(approve, int)
    assert 2 * attend > consenters >= 2 * (attend - 1)
    assert 3 * approve >= 2 * attend > 3 * (approve - 1)


@pytest.mark.parametrize(
    ("total", "own", "organisation", "most", "allowed", "excess", "why"),
    [
        (100, 30, "cooperative", 30, True, 0, "F-503: exactly 30% is allowed"),
        (100, 31, "cooperative", 30, False, 1, "one share too many"),
        (99, 29, "cooperative", 29, True, 0, "29.7 shares round down"),
        (100, 40, "federation", 40, True, 0, "F-503: 40% in a federation"),
        (100, 41, "federation", 40, False, 1, "one share too many in a federation"),
        (0, 0, "cooperative", 0, True, 0, "nothing paid in yet"),
    ],
)
def test_share_limit(total: int, own: int, organisation: str, most: int, allowed: bool, excess: int, why: str) -> None:
    given_values: dict[str, Value] = {"total-shares": total, "own-shares": own, "organisation": organisation}
    found = share_limit(Inputs(given_values), Rates(), TODAY)
    assert (found["most"], found["allowed"], found["excess"]) == (most, allowed, excess), why


def limited(total: int, own: int, organisation: str = "cooperative") -> Mapping[str, Value]:
    return share_limit(Inputs({"total-shares": total, "own-shares": own, "organisation": organisation}), Rates(), TODAY)


@pytest.mark.parametrize(
    ("total", "own", "lower", "more", "why"),
    [
        (100, 31, 29, 4, "taking one share back leaves 30 of 99, which is still above 30%"),
        (100, 50, 21, 67, "21 of 71; 50 of 167"),
        (10, 10, 0, 24, "who is alone can only be joined by others: 10 of 34"),
        (100, 30, 30, 0, "nothing to do at exactly 30%"),
    ],
)
def test_the_ways_back_under_the_limit(total: int, own: int, lower: int, more: int, why: str) -> None:
    found = limited(total, own)
    assert (found["lower"], found["more"]) == (lower, more), why


@given(st.integers(1, 10_000), st.integers(0, 10_000), st.sampled_from(["cooperative", "federation"]))
def test_the_ways_back_are_just_enough(own: int, others: int, organisation: str) -> None:
    found = limited(own + others, own, organisation)
    lower, more = found["lower"], found["more"]
    assert isinstance(lower, int)
    assert isinstance(more, int)
    assert limited(lower + others, lower, organisation)["allowed"]
    assert limited(own + others + more, own, organisation)["allowed"]
    assert lower == own or not limited(lower + 1 + others, lower + 1, organisation)["allowed"]
    assert more == 0 or not limited(own + others + more - 1, own, organisation)["allowed"]


@pytest.mark.parametrize(
    ("fact", "given_values", "attend", "approve", "valid"),
    [
        ("F-603 ordinary", {"members": 10}, 6, 4, True),
        ("F-603 ordinary, all came", {"members": 10, "attending": 10}, 6, 6, True),
        ("F-603 special", {"members": 10, "matter": "special"}, 6, 4, True),
        ("F-603 special, all came", {"members": 10, "matter": "special", "attending": 10}, 6, 7, True),
        ("F-312 founders", {"members": 5, "matter": "founding", "attending": 3}, 3, 2, True),
        ("F-603 half is not enough", {"members": 10, "attending": 5}, 6, 3, False),
        ("F-1201 everybody", {"members": 7, "matter": "unanimous"}, 7, 7, True),
        ("F-1201 one was missing", {"members": 7, "matter": "unanimous", "attending": 6}, 7, 7, False),
        ("F-603 more than there are", {"members": 5, "attending": 6}, 3, 4, False),
    ],
)
def test_quorum_of_a_general_meeting(fact: str, given_values: dict[str, Value], attend: int, approve: int, valid: bool) -> None:
    found = run("meeting-quorum", given_values)
    assert (found["attend"], found["approve"], found["valid"]) == (attend, approve, valid), fact


@pytest.mark.parametrize(
    ("fact", "matter", "agreed", "passed"),
    [
        ("F-603 two thirds of nine", "special", 6, True),
        ("F-514 one below", "special", 5, False),
        ("F-603 more than half of nine", "ordinary", 5, True),
        ("F-603 one below", "ordinary", 4, False),
        ("F-603 more than came", "ordinary", 10, False),
        ("F-312 founders, two thirds of nine", "founding", 6, True),
        ("F-312 founders, one below", "founding", 5, False),
    ],
)
def test_a_vote_is_measured(fact: str, matter: str, agreed: int, passed: bool) -> None:
    assert run("meeting-quorum", {"members": 15, "attending": 9, "matter": matter, "agreed": agreed})["passed"] is passed, fact


@given(st.integers(1, 10**5), st.data())
def test_a_special_matter_never_needs_fewer(members: int, data: st.DataObject) -> None:
    attending = data.draw(st.integers(1, members))
    ordinary, special = (
        run("meeting-quorum", {"members": members, "attending": attending, "matter": matter}) for matter in ("ordinary", "special")
    )
    assert 2 * ordinary["approve"] > attending
    assert 3 * special["approve"] >= 2 * attending
    assert special["approve"] <= attending


@pytest.mark.parametrize(
    ("fact", "members", "allowed", "least"),
    [("F-607 at 200", 200, False, 0), ("F-607 above 200", 201, True, 21), ("F-607 a hundred are enough", 5000, True, 100)],
)
def test_delegates(fact: str, members: int, allowed: bool, least: int) -> None:
    assert run("delegates", {"members": members}) == {"allowed": allowed, "least": least}, fact


@pytest.mark.parametrize(
    ("fact", "organisation", "members", "least"),
    [("F-617 a fifth", "cooperative", 11, 3), ("F-617 exactly a fifth", "cooperative", 10, 2), ("F-617 a third", "federation", 7, 3)],
)
def test_who_may_ask_for_a_dismissal(fact: str, organisation: str, members: int, least: int) -> None:
    assert run("dismissal-request", {"members": members, "organisation": organisation})["least"] == least, fact


@pytest.mark.parametrize(
    ("fact", "given_values", "expected"),
    [
        ("F-608 three directors", {"directors": 3}, (2, 2, True, False)),
        ("F-608 four directors, all there", {"directors": 4, "attending": 4}, (3, 3, True, False)),
        ("F-609 two are too few", {"directors": 2}, (2, 2, False, False)),
        ("F-608 under ten members", {"directors": 3, "members": 9}, (2, 2, True, True)),
        ("F-608 ten members", {"directors": 3, "members": 10}, (2, 2, True, False)),
    ],
)
def test_boards(fact: str, given_values: dict[str, Value], expected: tuple[object, ...]) -> None:
    found = run("board-quorum", given_values)
    assert tuple(found[name] for name in ("attend", "approve", "enough", "optional")) == expected, fact


@pytest.mark.parametrize(
    ("fact", "given_values", "reason", "most"),
    [
        ("F-616 ten members", {"kind": "general", "members": 10, "officers": 4}, "few", 4),
        ("F-616 eleven members", {"kind": "general", "members": 11, "officers": 4}, "none", 0),
        ("F-616 social, a third", {"kind": "social", "members": 11, "officers": 7}, "third", 2),
        (
            "F-616 two thirds work there",
            {"kind": "general", "members": 12, "officers": 4, "employees": 12, "member-employees": 8},
            "workers",
            4,
        ),
        (
            "F-616 too few of the members work there",
            {"kind": "general", "members": 12, "officers": 4, "employees": 7, "member-employees": 7},
            "none",
            0,
        ),
        (
            "F-616 too few of the employees are members",
            {"kind": "social", "members": 12, "officers": 6, "employees": 13, "member-employees": 8},
            "third",
            2,
        ),
    ],
)
def test_officers_who_work_there(fact: str, given_values: dict[str, Value], reason: str, most: int) -> None:
    found = run("officer-employees", given_values)
    assert (found["reason"], found["most"]) == (reason, most), fact


def test_more_members_cannot_work_there_than_there_are() -> None:
    with pytest.raises(Impossible, match="more-than-there-are"):
        run("officer-employees", {"kind": "general", "members": 5, "officers": 4, "employees": 3, "member-employees": 4})


@pytest.mark.parametrize(
    ("fact", "given_values", "ends", "again", "left"),
    [
        ("F-611 four years", {}, date(2030, 11, 30), True, 0),
        ("F-611 three years", {"years": 3}, date(2029, 11, 30), True, 0),
        ("F-611 chair, first term", {"chair": True}, date(2030, 11, 30), True, 2),
        ("F-611 chair, third term", {"chair": True, "terms": 3}, date(2030, 11, 30), False, 0),
        ("F-611 officer, third term", {"terms": 3}, date(2030, 11, 30), True, 0),
    ],
)
def test_terms(fact: str, given_values: dict[str, Value], ends: date, again: bool, left: int) -> None:
    assert run("term-end", {"begins": date(2026, 12, 1), **given_values}) == {"ends": ends, "again": again, "terms-left": left}, fact


def test_five_years_are_too_long() -> None:
    with pytest.raises(Impossible, match="term-too-long"):
        run("term-end", {"begins": date(2026, 12, 1), "years": 5})
