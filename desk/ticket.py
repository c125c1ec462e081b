"""A ticket and its one state table.

A ticket is a person's wish for a human. It is *waiting* until a counselor claims it, *claimed* while one works on it, *answered* after the
counselor wrote and the person has the word, *on hold* while the counselor waits for a third party, *closed* when done; what a person writes
afterwards makes it *reopened*. A person can take the wish back: *withdrawn*. Every rule stands in `TABLE`; what is not in it is refused and
changes nothing. `docs/ticket-states.md` is drawn from it.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from desk.messages import ConversationId, CounselorId, TicketId


class TicketState(StrEnum):
    """Where a ticket stands."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    ANSWERED = "answered"
    ON_HOLD = "on_hold"
    CLOSED = "closed"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"


class TicketEvent(StrEnum):
    """What can happen to a ticket."""

    CLAIM = "claim"
    RELEASE = "release"
    TRANSFER = "transfer"
    REPLY = "reply"
    HOLD = "hold"
    RESUME = "resume"
    CLOSE = "close"
    PERSON_WROTE = "person_wrote"
    WITHDRAW = "withdraw"


class Guard(StrEnum):
    """Who may cause the event."""

    #: Any counselor, and only while nobody owns the ticket.
    UNOWNED = "unowned"
    #: The counselor who owns it, or a supervisor.
    OWNER = "owner"
    #: Any counselor.
    STAFF = "staff"
    #: The person whose ticket it is.
    PERSON = "person"


class Owner(StrEnum):
    """Who owns the ticket afterwards."""

    KEEP = "keep"
    ACTOR = "actor"
    TARGET = "target"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line of the table."""

    to: TicketState
    guard: Guard
    owner: Owner = Owner.KEEP


_S, _E, _G = TicketState, TicketEvent, Guard
_HELD = (_S.CLAIMED, _S.ANSWERED, _S.ON_HOLD)
_FREE = (_S.WAITING, _S.REOPENED)

TABLE: dict[tuple[TicketState, TicketEvent], Rule] = {
    **{(state, _E.CLAIM): Rule(to=_S.CLAIMED, guard=_G.UNOWNED, owner=Owner.ACTOR) for state in _FREE},
    **{(state, _E.CLOSE): Rule(to=_S.CLOSED, guard=_G.STAFF, owner=Owner.NOBODY) for state in _FREE},
    **{(state, _E.PERSON_WROTE): Rule(to=state, guard=_G.PERSON) for state in _FREE},
    **{(state, _E.RELEASE): Rule(to=_S.WAITING, guard=_G.OWNER, owner=Owner.NOBODY) for state in _HELD},
    **{(state, _E.TRANSFER): Rule(to=_S.CLAIMED, guard=_G.OWNER, owner=Owner.TARGET) for state in _HELD},
    **{(state, _E.REPLY): Rule(to=_S.ANSWERED, guard=_G.OWNER) for state in _HELD},
    **{(state, _E.CLOSE): Rule(to=_S.CLOSED, guard=_G.OWNER, owner=Owner.NOBODY) for state in _HELD},
    **{(state, _E.PERSON_WROTE): Rule(to=_S.CLAIMED, guard=_G.PERSON) for state in _HELD},
    **{(state, _E.HOLD): Rule(to=_S.ON_HOLD, guard=_G.OWNER) for state in (_S.CLAIMED, _S.ANSWERED)},
    (_S.ON_HOLD, _E.RESUME): Rule(to=_S.CLAIMED, guard=_G.OWNER),
    **{(state, _E.WITHDRAW): Rule(to=_S.WITHDRAWN, guard=_G.PERSON, owner=Owner.NOBODY) for state in (*_FREE, *_HELD)},
    (_S.CLOSED, _E.PERSON_WROTE): Rule(to=_S.REOPENED, guard=_G.PERSON, owner=Owner.NOBODY),
}

#: States in which nothing more is owed to the person.
ENDED = frozenset({TicketState.CLOSED, TicketState.WITHDRAWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A ticket as stored."""

    id: TicketId
    #: Short number for people, `7K3M9`.
    number: str
    conversation: ConversationId
    #: formation, accounting, tax, labor, programme, other.
    topic: str
    #: What the person last asked, masked.
    question: str
    state: TicketState = TicketState.WAITING
    owner: CounselorId | None = None
    opened: datetime
    #: When an answer is promised (business time).
    due: datetime | None = None
    #: Grows with every change; a claim or reply that started from an older one fails.
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who causes an event. `counselor` is None for the person and for the clock."""

    counselor: CounselorId | None = None
    supervisor: bool = False


#: The person whose ticket it is.
PERSON = Actor()


class Refused(StrEnum):
    """Why an event was refused."""

    #: Somebody else owns the ticket.
    OWNED = "owned"
    #: The counselor does not own it.
    NOT_OWNER = "not_owner"
    #: The table has no line for this state and event.
    NOT_NOW = "not_now"
    #: This kind of actor may never do that.
    NOT_YOURS = "not_yours"


def advance(ticket: Ticket, event: TicketEvent, actor: Actor, target: CounselorId | None = None) -> Ticket | Refused:
    """The ticket after `event`, or why not. `target` is the counselor a transfer goes to."""
    rule = TABLE.get((ticket.state, event))
    if rule is None:
        return Refused.OWNED if event is TicketEvent.CLAIM and ticket.owner else Refused.NOT_NOW
    if refusal := _refusal(ticket, rule.guard, actor):
        return refusal
    owner = _owner_after(ticket, rule.owner, actor, target)
    return replace(ticket, state=rule.to, owner=owner, version=ticket.version + 1)


def _refusal(ticket: Ticket, guard: Guard, actor: Actor) -> Refused | None:
    if (guard is Guard.PERSON) != (actor.counselor is None):
        return Refused.NOT_YOURS
    if guard is Guard.UNOWNED and ticket.owner is not None:
        return Refused.OWNED
    if guard is Guard.OWNER and ticket.owner != actor.counselor and not actor.supervisor:
        return Refused.NOT_OWNER
    return None


def _owner_after(ticket: Ticket, owner: Owner, actor: Actor, target: CounselorId | None) -> CounselorId | None:
    return {Owner.KEEP: ticket.owner, Owner.ACTOR: actor.counselor, Owner.TARGET: target, Owner.NOBODY: None}[owner]


def number_of(ticket: TicketId) -> str:
    """The short number people say on the phone."""
    return ticket[:6].upper()


def draw() -> str:
    """The table as a Mermaid state diagram for the documentation."""
    lines = ["stateDiagram-v2", f"    [*] --> {TicketState.WAITING}"]
    lines += [f"    {state} --> {rule.to}: {event} ({rule.guard})" for (state, event), rule in TABLE.items()]
    lines += [f"    {state} --> [*]" for state in TicketState if state in ENDED]
    return "\n".join(lines)
