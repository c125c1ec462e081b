"""What a message means before anything is decided: a pressed or typed choice, or a text. Pure."""

from dataclasses import dataclass

from bot import reception, solace
from bot.consent import consent, place_meant
from bot.scene import Scene
from bot.voice import plain
from desk.conversation import Holder
from desk.messages import ANSWER, MAX_TEXT, YES, Choice, Inbound, numbers
from flows.number_words import BOUND

#: Buttons that change an answer of a flow.
CHANGE = "change:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the person meant: a text, or a choice with its verb."""

    text: str
    verb: str = ""
    argument: str = ""


def names_choice(scene: Scene, said: Said) -> bool:
    """Inside a flow an option that is called like a command is an answer."""
    seat, flows = scene.conversation.seat, scene.knowledge.flows
    return seat is not None and seat.flow in flows and flows.is_choice(seat.flow, seat.answers, said.text, scene.today, asked=seat.asked)


def understand(scene: Scene, inbound: Inbound) -> Said:
    """A pressed button, or a typed number or label of what was offered last, is what it means; the rest is text."""
    if scene.pressed:
        return _chosen(scene.pressed)
    typed = plain(inbound.text)
    options, place = numbered(scene), place_meant(inbound.text)
    if 0 < place <= len(options):
        return _chosen(options[place - 1])
    agreed = [option for option in scene.conversation.offered if option.payload.startswith(f"{YES}:")]
    free = scene.conversation.seat is None or solace.is_grave(scene) or reception.is_asked_to_withdraw(scene)
    if agreed and free and consent(inbound.text):
        return _chosen(agreed[0])
    labelled = [option for option in scene.conversation.offered if typed and plain(option.label) == typed]
    return _chosen(labelled[-1]) if labelled else Said(text=inbound.text[:MAX_TEXT])


def numbered(scene: Scene) -> tuple[Choice, ...]:
    """The offered options that a number can mean. Inside a flow only its own answers: `2` to "how many?" must not mean "cancel".

    Among numbers of people a number may be one of those, so the flow reads it. Where the answers so far were shown to be
    changed, and no question below them, a number is that of one of them.
    """
    offered = scene.conversation.offered
    if scene.conversation.holder is Holder.FLOW:
        answers = tuple(option for option in offered if option.payload.startswith((ANSWER, CHANGE)))
        return () if any(BOUND.search(option.label) for option in answers) else answers
    return tuple(option for option, number in zip(offered, numbers(offered), strict=True) if number)


def _chosen(option: Choice) -> Said:
    verb, _, argument = option.payload.partition(":")
    return Said(text=option.label, verb=verb, argument=argument)
