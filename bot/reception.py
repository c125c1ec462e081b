"""What the desk says about itself: how long one waits, when somebody is there, what it costs, how to be forgotten. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from itertools import groupby

from bot import handoff, manner_turn
from bot.scene import Decision, Scene, say
from bot.staff_news import lines
from bot.voice import clock
from bot.wishes import AGAIN, COST, ERASE, FOREIGN, KEEP, OPENING, SECRET, SETTLED, STATE, WAITING
from desk.deadlines import AlwaysClosed, is_open, next_opening
from desk.effects import Say
from desk.messages import YES, Choice

#: Payload of the button that asks for deletion, and of the one that takes the ticket back when asked whether to.
ASK_ERASURE, DROP = f"{YES}:erase", f"{YES}:withdraw"


def answer(scene: Scene, wished: str) -> Decision:
    """The reply to a wish that is neither for a human nor to take that back."""
    match wished:
        case "settled":
            return ask_to_withdraw(scene)
        case "again" if scene.ticket is None:
            return say(scene, scene.voice.offer("ask_again", (scene.voice.button("human", f"{YES}:human"),)))
        case "waiting" if scene.ticket is None:
            return _waiting(scene)
        case "opening":
            return _offering(scene, "opening_hours", hours="\n".join(_week(scene)), now=_now(scene))
        case "secret":
            return _offering(scene, "kept_secret")
        case "cost":
            return _offering(scene, "counselling_cost")
        case "erase":
            return how_to_erase(scene)
        case "foreign":
            return foreign(scene)
        case _:
            return handoff.pending(scene)


#: All that is answered here.
ANSWERED = frozenset((SETTLED, STATE, AGAIN, WAITING, OPENING, COST, ERASE, FOREIGN, KEEP, SECRET))


def ask_to_withdraw(scene: Scene) -> Decision:
    """Whether the waiting ticket is to be taken back; a yes does it."""
    options = (scene.voice.button("withdraw", DROP), scene.voice.button("keep", "word:pending"))
    return say(scene, scene.voice.offer("withdraw_ask", options))


def is_asked_to_withdraw(scene: Scene) -> bool:
    """Whether that was asked last."""
    return scene.ticket is not None and any(option.payload == DROP for option in scene.conversation.offered)


def how_to_erase(scene: Scene) -> Decision:
    """A person cannot delete by themselves: one button tells who can."""
    others = (scene.voice.button("my_data", "word:my_data"), scene.voice.button("human", "word:human"))
    return say(scene, scene.voice.offer("erase_how", (erasure(scene), *others)))


def erasure(scene: Scene) -> Choice:
    """The button that asks for deletion."""
    return scene.voice.button("erase", ASK_ERASURE)


def erase(scene: Scene) -> Decision:
    """Pass the wish to be forgotten on to a human, as a ticket of its own or beside the one that is open."""
    wanted, told = scene.voice.say("erase_request"), Say(parts=(scene.voice.text("erase_noted"),))
    if scene.ticket:
        return Decision(conversation=scene.conversation, effects=(told, *lines(scene, scene.ticket, wanted)))
    opened = handoff.ask_for_human(replace(scene, conversation=replace(scene.conversation, question=wanted)))
    return replace(opened, effects=(*opened.effects, told))


def foreign(scene: Scene) -> Decision:
    """Somebody who writes in another language gets a human; who has one is told that it was passed on."""
    if scene.ticket:
        return say(scene, scene.voice.text("noted_other_language"))
    return manner_turn.reply(scene, "other_language")


def _offering(scene: Scene, phrase: str, **values: str) -> Decision:
    """A phrase, and a human below it unless one is on the way."""
    options = () if scene.ticket else (scene.voice.button("human", "word:human"),)
    return say(scene, scene.voice.offer(phrase, options, **values) if options else scene.voice.text(phrase, **values))


def _waiting(scene: Scene) -> Decision:
    due = handoff.due_of(scene)
    if due is None:
        return handoff.pending(scene)
    hours = f"{scene.knowledge.answer_within.total_seconds() / 3600:g}"
    return _offering(scene, "waiting_time", hours=hours, due=clock(due))


def _now(scene: Scene) -> str:
    if is_open(scene.knowledge.hours, scene.now):
        return scene.voice.say("open_now")
    try:
        return scene.voice.say("closed_now", opening=clock(next_opening(scene.knowledge.hours, scene.now)))
    except AlwaysClosed:
        return ""


def _week(scene: Scene) -> Iterator[str]:
    """Days that follow each other with the same hours, in one line."""
    names, week = scene.voice.say("weekdays").split(), scene.knowledge.hours.week
    for spans, same in groupby(range(7), key=lambda weekday: week.get(weekday, ())):
        days = list(same)
        if spans:
            name = names[days[0]] if len(days) == 1 else f"{names[days[0]]}~{names[days[-1]]}"
            yield f"· {name} {', '.join(map(_span, spans))}"


def _span(span: tuple[time, time]) -> str:
    return f"{span[0]:%H:%M}~{span[1]:%H:%M}"
