"""Tells people of the deadlines of their plan before they come, when they asked for it. Pure.

The conversation keeps the answers a plan was made from; a timer only wakes it up, and what is due then is worked out anew. So a stop, a new
plan or an erased conversation leaves nothing behind that could still speak.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from bot.papers.ics import described
from bot.scene import Decision, Scene, say
from bot.staff_news import lines
from desk.conversation import Conversation, Reminding, Seat
from desk.deadlines import KST
from desk.effects import ClearTimer, Effect, Say, SetTimer
from desk.messages import Card, Choice, Choices, ConversationId, Part, Reach
from flows.engine import Answers
from flows.flow import Reminders
from flows.reminders import DAY_BEGINS, DAY_ENDS, Reminder, reminders_of

#: Kind of the timer that wakes a conversation up for its reminders.
REMINDER = "reminder"
#: When what would fall into the night is told.
_MORNING = time(9)
_ASK = {Reach.PUSH: "reminders_ask_push", Reach.PAGE: "reminders_ask_page", Reach.REPLY: "reminders_ask_reply"}
_ON = {Reach.PUSH: "reminders_on_push", Reach.PAGE: "reminders_on_page"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """A plan with everything there is to be told of it."""

    reminding: Reminding
    declared: Reminders
    as_of: str
    reminders: tuple[Reminder, ...]

    def moment(self, reminder: Reminder) -> datetime:
        """When it is told."""
        return datetime.combine(reminder.on, self.declared.at, KST).astimezone(UTC)

    def due(self, now: datetime, today: date) -> tuple[Reminder, ...]:
        """What is to be told now; a deadline that has passed is not told of any more."""
        return tuple(one for one in self.reminders if self.reminding.since < self.moment(one) <= now and one.deadline >= today)

    def next(self, now: datetime) -> datetime | None:
        """When there is something to be told again."""
        return min((moment for one in self.reminders if (moment := self.moment(one)) > now), default=None)


def timer_key(conversation: ConversationId) -> str:
    """Name of the one timer that wakes a conversation up for all its reminders."""
    return f"remind:{conversation}"


def terms(scene: Scene, flow: str, step: str) -> tuple[str, ...]:
    """What stands below the question whether to remind: what for, for how long, and how to stop. Nothing below any other question."""
    declared = scene.knowledge.flows.flows[flow].reminders
    if declared is None or declared.consent != step:
        return ()
    return (scene.voice.say(_ASK[scene.reach], **_times(scene, declared)),)


def keep(scene: Scene, flow: str, answers: Answers) -> Decision:
    """A flow has come to its result: its plan takes the place of the one before, with reminders or without."""
    flows = scene.knowledge.flows
    if flows.flows[flow].reminders is None or flows.schedule(flow, answers, scene.today) is None:
        return Decision(conversation=scene.conversation)
    others = tuple(one for one in scene.conversation.reminding if one.flow != flow)
    had = any(one.flow == flow and one.answers != answers for one in scene.conversation.reminding)
    declared = flows.reminders(flow, answers, scene.today)
    if declared is None:
        return _left(scene, others, ("reminders_replaced_off",) if had else ())
    if scene.reach is Reach.REPLY:
        return _left(scene, others, ("reminders_on_reply",))
    plan = _plan(scene, Reminding(flow=flow, answers=answers, day=scene.today, since=scene.now))
    first = plan.next(scene.now) if plan else None
    if plan is None or first is None:
        return _left(scene, others, ("reminders_none_left",))
    conversation = replace(scene.conversation, reminding=(*others, plan.reminding))
    told = scene.voice.say(_ON[scene.reach], first=_day(scene, first.astimezone(KST).date()), **_times(scene, declared))
    text = "\n".join((told, *((scene.voice.say("reminders_replaced"),) if had else ())))
    offer = Choices(text=text, options=(_off(scene),))
    return Decision(conversation=conversation, effects=(Say(parts=(offer,)), _wake(conversation, (first, *_moments(scene, others)))))


def stop(scene: Scene) -> Decision:
    """No reminder any more, of no plan, and nothing kept for one; a flow that is taken up again asks again."""
    if not scene.conversation.reminding:
        return say(scene, scene.voice.text("reminders_not_on"))
    plans, before = titles(scene), scene.conversation
    seat, finished = (_without_yes(scene, one) if one else None for one in (before.seat, before.finished))
    conversation = replace(before, reminding=(), seat=seat, finished=finished)
    told = Say(parts=(scene.voice.text("reminders_off", plans=plans),))
    return Decision(conversation=conversation, effects=(told, ClearTimer(key=timer_key(conversation.id))))


def _without_yes(scene: Scene, seat: Seat) -> Seat:
    flow = scene.knowledge.flows.flows.get(seat.flow)
    consent = flow.reminders.consent if flow and flow.reminders else ""
    return replace(seat, answers=tuple((name, said) for name, said in seat.answers if name != consent))


def titles(scene: Scene) -> str:
    """The plans that the person is reminded of, by name; empty when there is none."""
    return ", ".join(title for one in scene.conversation.reminding if (title := scene.knowledge.flows.title(one.flow)))


def ring(scene: Scene) -> Decision:
    """Everything that is due now in one message; at night it waits for the morning."""
    if not scene.conversation.reminding:
        return Decision(conversation=scene.conversation)
    local = scene.now.astimezone(KST)
    if not DAY_BEGINS <= local.time() < DAY_ENDS:
        return Decision(conversation=scene.conversation, effects=(_set(scene.conversation, _morning(local)),))
    plans = [plan for one in scene.conversation.reminding if (plan := _plan(scene, one))]
    due = [(plan, reminder) for plan in plans for reminder in plan.due(scene.now, scene.today)]
    nexts = [(plan.reminding, moment) for plan in plans if (moment := plan.next(scene.now))]
    left = tuple(replace(reminding, since=scene.now) for reminding, _ in nexts)
    conversation = replace(scene.conversation, reminding=left)
    gone = len(plans) < len(scene.conversation.reminding)
    parts: tuple[Part, ...] = (_card(scene, due, last=not left and not gone),) if due else ()
    parts += (scene.voice.text("reminders_gone"),) if gone else ()
    told = _told(scene, parts, due) if parts and not conversation.unreachable else ()
    return Decision(conversation=conversation, effects=(*told, _wake(conversation, [moment for _, moment in nexts])))


def _told(scene: Scene, parts: tuple[Part, ...], due: list[tuple[_Plan, Reminder]]) -> tuple[Effect, ...]:
    """To the person; a counselor who speaks with them just now is told that it was not the person who changed the subject."""
    told: tuple[Effect, ...] = (Say(parts=parts, ticket=scene.ticket.id if scene.ticket else None),)
    if not scene.conversation.held or scene.ticket is None:
        return told
    steps = ", ".join(reminder.event.title for _, reminder in due) if scene.staff_sees_text else str(len(due))
    return (*told, *lines(scene, scene.ticket, scene.voice.say("staff_reminder", steps=steps)))


def _left(scene: Scene, reminding: tuple[Reminding, ...], phrases: tuple[str, ...]) -> Decision:
    """Only these plans are reminded of from now on."""
    conversation = replace(scene.conversation, reminding=reminding)
    told = tuple(Say(parts=(scene.voice.text(phrase),)) for phrase in phrases)
    changed = reminding != scene.conversation.reminding
    woken = (_wake(conversation, _moments(scene, reminding)),) if changed else ()
    return Decision(conversation=conversation, effects=(*told, *woken))


def _moments(scene: Scene, reminding: tuple[Reminding, ...]) -> list[datetime]:
    """When each of these plans has something to be told next."""
    plans = [plan for one in reminding if (plan := _plan(scene, one))]
    return [moment for plan in plans if (moment := plan.next(scene.now))]


def _wake(conversation: Conversation, moments: Collection[datetime]) -> SetTimer | ClearTimer:
    """The one timer is set for whatever comes first, or cleared."""
    return _set(conversation, min(moments)) if moments else ClearTimer(key=timer_key(conversation.id))


def _set(conversation: Conversation, due: datetime) -> SetTimer:
    return SetTimer(key=timer_key(conversation.id), kind=REMINDER, due=due)


def _morning(local: datetime) -> datetime:
    """When the day begins after a moment of the night."""
    morning = datetime.combine(local.date(), _MORNING, KST)
    return (morning if local < morning else morning + timedelta(days=1)).astimezone(UTC)


def _plan(scene: Scene, reminding: Reminding) -> _Plan | None:
    """The plan as the content works it out today, or None when it cannot any more."""
    flows = scene.knowledge.flows
    declared = flows.reminders(reminding.flow, reminding.answers, reminding.day)
    schedule = flows.schedule(reminding.flow, reminding.answers, reminding.day)
    if declared is None or schedule is None:
        return None
    reminders = reminders_of(schedule, declared.days, flows.rates.workdays)
    return _Plan(reminding=reminding, declared=declared, as_of=flows.flows[reminding.flow].as_of, reminders=reminders)


def _card(scene: Scene, due: list[tuple[_Plan, Reminder]], *, last: bool) -> Card:
    """One message for all of it: each step once, with its law, the way to stop and the way to a human."""
    found = {(plan.reminding.flow, one.event, one.deadline): one for plan, one in due}
    reminders = sorted(found.values(), key=lambda one: one.deadline)
    held = scene.conversation.held
    basis = tuple(one.event.law for one in reminders if one.event.law) if len(reminders) == 1 else ()
    foot = "reminder_foot_last" if last else "reminder_foot_held" if held else "reminder_foot"
    blocks = [_block(scene, one, law=not basis) for one in reminders]
    options: tuple[Choice, ...] = () if last else (_off(scene),)
    return Card(
        title=scene.voice.say("reminder_title", count=str(len(reminders))),
        text="\n\n".join((*blocks, scene.voice.say(foot))),
        basis=basis,
        as_of=min(plan.as_of for plan, _ in due),
        options=options if held else (*options, scene.voice.button("human", "word:human")),
    )


def _block(scene: Scene, reminder: Reminder, *, law: bool) -> str:
    """One step: when, who, what, and where it is written."""
    event = reminder.event if law else replace(reminder.event, law="")
    event = replace(event, until=None) if reminder.is_last_day else event
    head = scene.voice.say(
        "reminder_last_day" if reminder.is_last_day else "reminder_day",
        step=event.title,
        day=_day(scene, reminder.deadline),
        when=_when(scene, (reminder.deadline - scene.today).days),
    )
    return "\n".join((head, *(f"· {line}" for line in described(event, _words(scene)))))


def _when(scene: Scene, days: int) -> str:
    phrase = {0: "reminder_today", 1: "reminder_tomorrow"}.get(days, "reminder_in_days")
    return scene.voice.say(phrase, days=str(days))


def _day(scene: Scene, day: date) -> str:
    """A date with its weekday."""
    words = _words(scene)
    written = words.get("event-date", "{year}-{month}-{day}").format(year=day.year, month=day.month, day=day.day)
    weekday = words.get("weekdays", "1234567")[day.weekday()]
    return f"{written}({weekday})"


def _times(scene: Scene, declared: Reminders) -> dict[str, str]:
    days = ", ".join(scene.voice.say("reminders_before", days=str(days)) for days in declared.days)
    return {"days": days, "at": f"{declared.at:%H:%M}"}


def _words(scene: Scene) -> Mapping[str, str]:
    return scene.knowledge.papers.words


def _off(scene: Scene) -> Choice:
    return scene.voice.button("reminders_off", "word:reminders_off")
