"""Every state and every event of the one table, and what no sequence of events can break."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from desk.messages import ConversationId, CounselorId, TicketId
from desk.ticket import ENDED, PERSON, TABLE, Actor, Guard, Refused, Ticket, TicketEvent, TicketState, advance, draw, number_of

S, E = TicketState, TicketEvent
KIM, LEE = CounselorId("kim"), CounselorId("lee")
ACTORS = {"person": PERSON, "owner": Actor(counselor=KIM), "other": Actor(counselor=LEE), "boss": Actor(counselor=LEE, supervisor=True)}
OWNED = frozenset({S.CLAIMED, S.ANSWERED, S.ON_HOLD})
NEW = Ticket(
    id=TicketId("abcdef0123456789abcdef0123456789"),
    number="ABCDEF",
    conversation=ConversationId("telegram:1:7"),
    topic="tax",
    question="부가세",
    opened=datetime(2026, 11, 25, 5, tzinfo=UTC),
)
#: Written down a second time on purpose: state, event -> state afterwards and owner afterwards.
EXPECTED = {
    (S.WAITING, E.CLAIM): (S.CLAIMED, "actor"),
    (S.REOPENED, E.CLAIM): (S.CLAIMED, "actor"),
    (S.WAITING, E.CLOSE): (S.CLOSED, None),
    (S.REOPENED, E.CLOSE): (S.CLOSED, None),
    (S.WAITING, E.PERSON_WROTE): (S.WAITING, None),
    (S.REOPENED, E.PERSON_WROTE): (S.REOPENED, None),
    (S.WAITING, E.WITHDRAW): (S.WITHDRAWN, None),
    (S.REOPENED, E.WITHDRAW): (S.WITHDRAWN, None),
    (S.CLOSED, E.PERSON_WROTE): (S.REOPENED, None),
    (S.CLAIMED, E.HOLD): (S.ON_HOLD, KIM),
    (S.ANSWERED, E.HOLD): (S.ON_HOLD, KIM),
    (S.ON_HOLD, E.RESUME): (S.CLAIMED, KIM),
    **{(state, E.RELEASE): (S.WAITING, None) for state in OWNED},
    **{(state, E.TRANSFER): (S.CLAIMED, LEE) for state in OWNED},
    **{(state, E.REPLY): (S.ANSWERED, KIM) for state in OWNED},
    **{(state, E.CLOSE): (S.CLOSED, None) for state in OWNED},
    **{(state, E.PERSON_WROTE): (S.CLAIMED, KIM) for state in OWNED},
    **{(state, E.WITHDRAW): (S.WITHDRAWN, None) for state in OWNED},
}
ALLOWED = {
    Guard.PERSON: {"person"},
    Guard.OWNER: {"owner", "boss"},
    Guard.STAFF: {"owner", "other", "boss"},
    Guard.UNOWNED: {"owner", "other", "boss"},
}


def standing(state: TicketState) -> Ticket:
    return replace(NEW, state=state, owner=KIM if state in OWNED else None)


def test_the_table_holds_these_lines_and_no_others() -> None:
    assert set(TABLE) == set(EXPECTED)


@pytest.mark.parametrize(("state", "event", "who"), list(product(S, E, ACTORS)))
def test_every_state_event_and_actor(state: TicketState, event: TicketEvent, who: str) -> None:
    before, actor = standing(state), ACTORS[who]
    after = advance(before, event, actor, LEE)
    if (state, event) not in TABLE:
        assert after is (Refused.OWNED if event is E.CLAIM and before.owner else Refused.NOT_NOW)
    elif who in ALLOWED[TABLE[state, event].guard]:
        to, owner = EXPECTED[state, event]
        assert after == replace(before, state=to, owner=actor.counselor if owner == "actor" else owner, version=1)
    else:
        person_asked_of_staff = (TABLE[state, event].guard is Guard.PERSON) or who == "person"
        assert after is (Refused.NOT_YOURS if person_asked_of_staff else Refused.NOT_OWNER)


def test_a_waiting_ticket_that_somebody_owns_is_not_claimed_twice() -> None:
    assert advance(replace(NEW, owner=KIM), E.CLAIM, Actor(counselor=LEE)) is Refused.OWNED


def test_an_ended_ticket_is_owned_by_nobody() -> None:
    assert {EXPECTED[key][1] for key in EXPECTED if EXPECTED[key][0] in ENDED} == {None}


def test_nothing_follows_a_withdrawal() -> None:
    assert not [event for state, event in TABLE if state is S.WITHDRAWN]


def test_the_short_number_is_the_beginning_of_the_id() -> None:
    assert number_of(NEW.id) == "ABCDEF"


def test_the_documented_diagram_is_the_table() -> None:
    assert draw() in (Path(__file__).parents[2] / "docs" / "ticket-states.md").read_text(encoding="utf-8")


class AnySequence(RuleBasedStateMachine):
    """Anybody does anything in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.ticket = NEW
        self.changes = 0

    @rule(event=st.sampled_from(E), who=st.sampled_from(sorted(ACTORS)), heir=st.sampled_from([KIM, LEE]))
    def something_happens(self, event: TicketEvent, who: str, heir: CounselorId) -> None:
        before = self.ticket
        after = advance(before, event, ACTORS[who], heir)
        if isinstance(after, Ticket):
            self.ticket = after
            self.changes += 1
        assert before.state is not S.WITHDRAWN or isinstance(after, Refused)

    @invariant()
    def somebody_owns_it_exactly_while_it_is_worked_on(self) -> None:
        assert (self.ticket.owner is not None) is (self.ticket.state in OWNED)

    @invariant()
    def every_change_is_counted_and_nothing_else_changes(self) -> None:
        assert self.ticket.version == self.changes
        assert replace(self.ticket, state=NEW.state, owner=None, version=0) == NEW


TestAnySequence = AnySequence.TestCase


@given(st.sampled_from(S), st.sampled_from(E), st.sampled_from(sorted(ACTORS)))
def test_a_refusal_changes_nothing(state: TicketState, event: TicketEvent, who: str) -> None:
    before = standing(state)
    kept = replace(before)
    advance(before, event, ACTORS[who], LEE)
    assert before == kept
