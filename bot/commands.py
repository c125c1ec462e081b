"""What a counselor can do with a ticket, by console and by staff room alike. Pure: command and scene in, decision or refusal out."""

from dataclasses import dataclass, replace
from typing import assert_never

from bot.handoff import due_key
from bot.scene import Counselor, Decision, Scene, remember_offer
from bot.staff_news import CLAIMABLE, card, lines
from desk.conversation import Conversation
from desk.effects import Audit, ChangeTicket, ClearTimer, Effect, Log, Say, StaffNews, TellStaff
from desk.messages import Author, Choices, Part, Text, TicketId
from desk.privacy import mask_resident_numbers
from desk.ticket import ENDED, Actor, Refused, Ticket, TicketEvent, advance


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Take a waiting ticket."""

    ticket: TicketId


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Write to the person."""

    ticket: TicketId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Write something that never leaves the staff's side."""

    ticket: TicketId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """Finish a ticket."""

    ticket: TicketId


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Put a ticket back into the queue."""

    ticket: TicketId


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Wait for a third party."""

    ticket: TicketId


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """Go on after a hold."""

    ticket: TicketId


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Hand a ticket to a colleague."""

    ticket: TicketId
    to: Counselor


Command = Claim | Reply | Note | Close | Release | Hold | Resume | Transfer


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a command was not carried out; nothing was changed."""

    reason: Refused | None = None
    #: There is nothing to send, or no such ticket.
    empty: bool = False
    missing: bool = False
    #: Who owns the ticket instead.
    owner: Counselor | None = None
    ticket: Ticket | None = None


_EVENTS: dict[type[Command], TicketEvent] = {
    Claim: TicketEvent.CLAIM,
    Reply: TicketEvent.REPLY,
    Close: TicketEvent.CLOSE,
    Release: TicketEvent.RELEASE,
    Hold: TicketEvent.HOLD,
    Resume: TicketEvent.RESUME,
    Transfer: TicketEvent.TRANSFER,
}


def decide(command: Command, counselor: Counselor, scene: Scene, *, here: bool = False) -> Decision | Refusal:
    """What the command leads to. `scene` is the person's conversation with the ticket; `here` means it was typed in the ticket's topic."""
    ticket = scene.ticket
    if ticket is None:
        return Refusal(missing=True)
    if isinstance(command, Reply | Note) and not command.text.strip():
        return Refusal(empty=True, ticket=ticket)
    if isinstance(command, Note):
        return _note(command, counselor, scene, ticket, here=here)
    event = _EVENTS[type(command)]
    target = command.to.id if isinstance(command, Transfer) else None
    after = advance(ticket, event, Actor(counselor=counselor.id, supervisor=counselor.supervisor), target)
    if isinstance(after, Refused):
        return Refusal(reason=after, owner=scene.owner, ticket=ticket)
    owner = (
        command.to if isinstance(command, Transfer) else counselor if after.owner == counselor.id else scene.owner if after.owner else None
    )
    effects = (
        ChangeTicket(before=ticket, after=after, event=event, actor=counselor.id),
        *_to_person(command, counselor, scene, after),
        *_to_staff(command, counselor, scene, after, owner, here=here),
        *((ClearTimer(key=due_key(after)),) if event in (TicketEvent.REPLY, TicketEvent.CLOSE) else ()),
        Audit(actor=counselor.id, action=event, subject=after.id),
    )
    return remember_offer(Decision(conversation=_conversation(scene, command, after), effects=effects))


def _conversation(scene: Scene, command: Command, after: Ticket) -> Conversation:
    ended = after.state in ENDED
    held = after.owner is not None
    seat = None if isinstance(command, Claim) else scene.conversation.seat
    return replace(scene.conversation, ticket=None if ended else after.id, closed=after.id if ended else None, held=held, seat=seat)


def _note(command: Note, counselor: Counselor, scene: Scene, ticket: Ticket, *, here: bool) -> Decision:
    text = mask_resident_numbers(command.text)
    shown = () if here else lines(scene, ticket, text)
    log = Log(author=Author.NOTE, by=counselor.id, parts=(Text(text=text),), ticket=ticket.id)
    return Decision(conversation=scene.conversation, effects=(log, *shown, Audit(actor=counselor.id, action="note", subject=ticket.id)))


def _to_person(command: Command, counselor: Counselor, scene: Scene, after: Ticket) -> tuple[Effect, ...]:
    voice = scene.voice
    match command:
        case Reply():
            text = Text(text=mask_resident_numbers(command.text.strip()))
            return (Say(parts=(text,), author=Author.COUNSELOR, by=counselor.id, ticket=after.id),)
        case Claim():
            part: Part = voice.text("ticket_claimed", name=counselor.name)
        case Transfer():
            part = voice.text("ticket_transferred", name=command.to.name)
        case Release():
            part = voice.text("ticket_released")
        case Close():
            part = _farewell(scene)
        case Hold() | Resume() | Note():
            return ()
        case _:
            assert_never(command)
    return (Say(parts=(part,), ticket=after.id),)


def _farewell(scene: Scene) -> Choices:
    options = (scene.voice.button("solved", "useful:"), scene.voice.button("more", "reopen:"))
    return scene.voice.offer("ticket_closed", options)


def _to_staff(
    command: Command, counselor: Counselor, scene: Scene, after: Ticket, owner: Counselor | None, *, here: bool
) -> tuple[Effect, ...]:
    if isinstance(command, Reply):
        said = mask_resident_numbers(command.text)
        told = () if here else lines(scene, after, scene.voice.say("staff_reply_console", name=counselor.name, text=said))
    else:
        name = command.to.name if isinstance(command, Transfer) else counselor.name
        told = lines(scene, after, scene.voice.say(_NEWS[type(command)], name=name))
    cards = tuple(card(scene, after, room, owner=owner) for room in scene.staff_rooms)
    shut = tuple(TellStaff(room=room, news=StaffNews.SHUT, ticket=after.id) for room in scene.staff_rooms if after.state in ENDED)
    return (*told, *cards, *shut)


_NEWS: dict[type[Command], str] = {
    Claim: "staff_claimed",
    Close: "staff_closed",
    Release: "staff_released",
    Hold: "staff_on_hold",
    Resume: "staff_resumed",
    Transfer: "staff_transferred",
}


def refusal_text(scene: Scene, refusal: Refusal) -> str:
    """A refusal in the counselor's words."""
    voice = scene.voice
    name = refusal.owner.name if refusal.owner else ""
    if refusal.missing:
        return voice.say("staff_refused_unknown_ticket")
    if refusal.empty:
        return voice.say("staff_refused_empty")
    match refusal.reason:
        case Refused.OWNED:
            return voice.say("staff_refused_owned", name=name) if name else voice.say("staff_refused_owned_nameless")
        case Refused.NOT_OWNER | Refused.NOT_NOW if refusal.ticket and refusal.ticket.state in CLAIMABLE:
            return voice.say("staff_refused_unclaimed")
        case Refused.NOT_OWNER:
            return voice.say("staff_refused_not_owner", name=name)
        case Refused.NOT_NOW if refusal.ticket:
            return voice.say("staff_refused_not_now", state=voice.say(f"state_{refusal.ticket.state}"))
        case _:
            return voice.say("staff_refused_not_yours")
