"""Scenes for the pure tests, and short names for what comes out of a decision."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.scene import Counselor, Decision, Scene
from desk.conversation import Conversation
from desk.effects import Effect, Say
from desk.messages import Address, Card, Choice, ConversationId, CounselorId, Inbound, InboundKind, Part, TicketId
from desk.ticket import Ticket, TicketState
from tests.fakes.library import small_knowledge

#: A Wednesday, 14:00 in Seoul: the centre is open.
NOW = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
NIGHT = NOW + timedelta(hours=9)
ADDRESS = Address(channel="telegram", bot="1", chat="7")
ROOM = ConversationId("telegram:1:-100")
KIM = Counselor(id=CounselorId("kim"), name="김상담")
LEE = Counselor(id=CounselorId("lee"), name="이상담")
BOSS = Counselor(id=CounselorId("boss"), name="박팀장", supervisor=True)


def scene(**changes: object) -> Scene:
    """A person who has just arrived, unless told otherwise."""
    usual = Scene(
        now=NOW,
        conversation=Conversation(id=ADDRESS.conversation),
        knowledge=small_knowledge(),
        fresh_ticket=TicketId("abcdef0123456789abcdef0123456789"),
        staff_rooms=(ROOM,),
    )
    return replace(usual, **changes)  # type: ignore[arg-type]  # the names are checked when the test runs


def ticket(state: TicketState = TicketState.WAITING, owner: Counselor | None = None) -> Ticket:
    return Ticket(
        id=TicketId("abcdef0123456789abcdef0123456789"),
        number="ABCDEF",
        conversation=ADDRESS.conversation,
        topic="formation",
        question="정관이 궁금해요",
        state=state,
        owner=owner.id if owner else None,
        opened=NOW - timedelta(hours=1),
        due=NOW + timedelta(hours=3),
    )


def with_ticket(state: TicketState = TicketState.WAITING, owner: Counselor | None = None, **changes: object) -> Scene:
    """A person whose ticket stands in this state."""
    open_ticket = ticket(state, owner)
    conversation = Conversation(id=ADDRESS.conversation, ticket=open_ticket.id, held=owner is not None)
    return scene(conversation=conversation, ticket=open_ticket, owner=owner, **changes)


def text(words: str, **changes: object) -> Inbound:
    usual = Inbound(external="1", address=ADDRESS, kind=InboundKind.TEXT, text=words, sender="7", name="민지", received=NOW)
    return replace(usual, **changes)  # type: ignore[arg-type]  # the names are checked when the test runs


def press(**changes: object) -> Inbound:
    return text("", kind=InboundKind.CHOICE, choice="m!0", press="q1", **changes)


def parts(decision: Decision) -> tuple[Part, ...]:
    """What the person is told."""
    return tuple(part for effect in decision.effects if isinstance(effect, Say) and effect.to is None for part in effect.parts)


def words(decision: Decision) -> str:
    return "\n".join(f"{part.title}\n{part.text}" if isinstance(part, Card) else getattr(part, "text", "") for part in parts(decision))


def labels(decision: Decision) -> list[str]:
    return [option.label for option in decision.conversation.offered]


def kinds(decision: Decision) -> list[str]:
    return [type(effect).__name__ for effect in decision.effects]


def only(decision: Decision, kind: type[Effect]) -> list[Effect]:
    return [effect for effect in decision.effects if isinstance(effect, kind)]


def option(decision: Decision, label: str) -> Choice:
    return next(option for option in decision.conversation.offered if option.label == label)
