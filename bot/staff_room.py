"""A counselor in the Telegram group: buttons, slash words and plain text in a topic become commands. Pure."""

from dataclasses import dataclass

from bot.commands import Claim, Close, Command, Hold, Note, Release, Reply, Resume, Transfer
from bot.scene import Counselor
from desk.messages import Choice, Inbound, InboundKind, TicketId

_CLAIM = "claim:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """Something was wanted that we cannot do; `phrase` says what to do instead."""

    phrase: str
    name: str = ""


def wanted_ticket(pressed: Choice | None, topic_ticket: TicketId | None) -> TicketId | None:
    """The ticket a staff message is about: the one of the button, else the one of the topic."""
    if pressed and pressed.payload.startswith(_CLAIM):
        return TicketId(pressed.payload.removeprefix(_CLAIM))
    return topic_ticket


def read(inbound: Inbound, pressed: Choice | None, ticket: TicketId, colleagues: tuple[Counselor, ...]) -> Command | Unclear | None:
    """The command, an explanation, or None for what is no business of ours."""
    if inbound.kind is InboundKind.CHOICE:
        return Claim(ticket=ticket) if pressed and pressed.payload.startswith(_CLAIM) else Unclear(phrase="stale_button")
    if inbound.kind is not InboundKind.TEXT:
        return None
    text = inbound.text.strip()
    if not text.startswith("/"):
        return Reply(ticket=ticket, text=text)
    word, _, rest = text.partition(" ")
    return _slash(word.partition("@")[0].lower(), rest.strip(), ticket, colleagues)


def _slash(word: str, rest: str, ticket: TicketId, colleagues: tuple[Counselor, ...]) -> Command | Unclear:
    match word:
        case "/note":
            return Note(ticket=ticket, text=rest)
        case "/claim":
            return Claim(ticket=ticket)
        case "/close":
            return Close(ticket=ticket)
        case "/hold":
            return Hold(ticket=ticket)
        case "/resume":
            return Resume(ticket=ticket)
        case "/release":
            return Release(ticket=ticket)
        case "/transfer":
            found = [colleague for colleague in colleagues if rest and rest.removeprefix("@") in (colleague.name, colleague.id)]
            return Transfer(ticket=ticket, to=found[0]) if len(found) == 1 else Unclear(phrase="staff_refused_unknown_target", name=rest)
        case _:
            return Unclear(phrase="staff_usage")
