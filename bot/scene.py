"""What a decision sees and what it returns. Pure: everything the router may know is in here, and nothing else reaches it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from bot.papers.catalogue import Papers
from bot.voice import Voice
from desk.conversation import Conversation
from desk.deadlines import KST, Hours
from desk.effects import Effect, Say
from desk.messages import Choice, ConversationId, CounselorId, Part, Reach, TicketId, options_of
from desk.ticket import Ticket
from faq.policy import Matcher
from faq.schema import Entry
from flows.engine import FlowBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """All content of one version, swapped in whole."""

    version: str
    entries: Mapping[str, Entry]
    matcher: Matcher
    flows: FlowBook
    voice: Voice
    hours: Hours
    papers: Papers = field(default_factory=Papers)
    #: How much business time an answer is promised within.
    answer_within: timedelta = timedelta(hours=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one person may do."""

    messages_per_minute: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Counselor:
    """A staff account as decisions see it."""

    id: CounselorId
    name: str
    supervisor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The moment at which something arrives in a conversation."""

    now: datetime
    conversation: Conversation
    knowledge: Knowledge
    #: The conversation's ticket, if it has one that is not ended.
    ticket: Ticket | None = None
    #: The ticket that was closed last, when no other is open.
    closed: Ticket | None = None
    #: Who owns the open ticket.
    owner: Counselor | None = None
    #: Id to use if a ticket is opened now.
    fresh_ticket: TicketId
    #: Groups in which counselors work.
    staff_rooms: tuple[ConversationId, ...] = ()
    #: Whether cards in staff rooms may show what the person wrote.
    staff_sees_text: bool = True
    #: What the pressed button means; None when nothing was pressed or the button is not ours.
    pressed: Choice | None = None
    limits: Limits = field(default_factory=Limits)
    #: How words get to the person who has not written just now.
    reach: Reach = Reach.PUSH

    @property
    def today(self) -> date:
        """The day in Seoul."""
        return self.now.astimezone(KST).date()

    @property
    def voice(self) -> Voice:
        """Shorthand for the phrases."""
        return self.knowledge.voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is to happen: the conversation afterwards and the effects in order."""

    conversation: Conversation
    effects: tuple[Effect, ...] = ()


def remember_offer(decision: Decision) -> Decision:
    """Keep the buttons that are offered, so that a number or a label can be typed instead of pressed."""
    parts = said_to_person(decision.effects)
    if not parts:
        return decision
    return replace(decision, conversation=replace(decision.conversation, offered=options_of(parts)))


def said_to_person(effects: tuple[Effect, ...]) -> tuple[Part, ...]:
    """Everything these effects say in the conversation itself."""
    return tuple(part for effect in effects if isinstance(effect, Say) and effect.to is None for part in effect.parts)


def say(scene: Scene, *parts: Part) -> Decision:
    """Nothing but words."""
    return Decision(conversation=scene.conversation, effects=(Say(parts=parts),))
