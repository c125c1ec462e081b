"""From the person's side of the desk: asking for a human, waiting, writing to one, and taking the wish back. Pure."""

from dataclasses import replace
from datetime import datetime

from bot.scene import Decision, Scene, say
from bot.staff_news import card, line, lines
from bot.voice import clock
from desk.deadlines import AlwaysClosed, add_business_time, is_open, next_opening
from desk.effects import ChangeTicket, ClearTimer, Effect, OpenTicket, Say, SetTimer, StaffNews, TellStaff
from desk.messages import Choice, Inbound, InboundKind, Text
from desk.ticket import PERSON, Refused, Ticket, TicketEvent, TicketState, advance, number_of

#: Kind of the timer that rings when a promised answer is late.
TICKET_DUE = "ticket_due"
#: States in which the promised answer has not been given.
_PROMISED = (TicketState.WAITING, TicketState.CLAIMED, TicketState.REOPENED)


def due_key(ticket: Ticket) -> str:
    """Name of the timer of a ticket's promise."""
    return f"due:{ticket.id}"


def ask_for_human(scene: Scene) -> Decision:
    """Open a ticket, or say how the one that is open stands."""
    if scene.ticket is None:
        return _open(scene)
    if scene.conversation.held and scene.owner:
        return say(scene, scene.voice.text("ticket_held_already", name=scene.owner.name))
    options = (scene.voice.button("keep", "word:pending"), scene.voice.button("withdraw", "word:withdraw"))
    return say(scene, scene.voice.offer("ticket_waiting_already", options, number=scene.ticket.number))


def _open(scene: Scene) -> Decision:
    ticket = _new_ticket(scene)
    conversation = replace(scene.conversation, ticket=ticket.id, held=False, misses=0)
    effects: list[Effect] = [OpenTicket(ticket=ticket), Say(parts=(Text(text=_receipt(scene, ticket)),), ticket=ticket.id)]
    effects += _reminder(ticket)
    for room in scene.staff_rooms:
        question = ticket.question if scene.staff_sees_text else scene.voice.topic(ticket.topic)
        name = scene.voice.say("staff_topic", number=ticket.number, question=question[:60])
        context = scene.voice.say("staff_context", number=ticket.number, question=question)
        effects += [
            TellStaff(room=room, news=StaffNews.TOPIC, ticket=ticket.id, part=Text(text=name[:120])),
            TellStaff(room=room, news=StaffNews.LINE, ticket=ticket.id, part=Text(text=context)),
            card(scene, ticket, room, owner=None),
        ]
    return Decision(conversation=conversation, effects=tuple(effects))


def _new_ticket(scene: Scene) -> Ticket:
    known, asked = scene.knowledge, scene.conversation.question
    entry = known.entries.get(scene.conversation.entry)
    topic = entry.topic if entry else "other"
    seat = scene.conversation.seat or (None if entry else scene.conversation.finished)
    if seat and seat.flow in known.flows:
        topic = known.flows.flows[seat.flow].topic
    return Ticket(
        id=scene.fresh_ticket,
        number=number_of(scene.fresh_ticket),
        conversation=scene.conversation.id,
        topic=topic,
        question=asked or (entry.title if entry else scene.voice.say("button_human")),
        opened=scene.now,
        due=due_of(scene),
    )


def due_of(scene: Scene) -> datetime | None:
    """When an answer is promised; nothing is promised by a centre that never opens."""
    try:
        return add_business_time(scene.knowledge.hours, scene.now, scene.knowledge.answer_within)
    except AlwaysClosed:
        return None


def _reminder(ticket: Ticket) -> tuple[SetTimer, ...]:
    return (SetTimer(key=due_key(ticket), kind=TICKET_DUE, due=ticket.due, ticket=ticket.id),) if ticket.due else ()


def _receipt(scene: Scene, ticket: Ticket) -> str:
    due = clock(ticket.due) if ticket.due else ""
    if not due or is_open(scene.knowledge.hours, scene.now):
        return scene.voice.say("ticket_opened_open", number=ticket.number, due=due)
    opening = clock(next_opening(scene.knowledge.hours, scene.now))
    return scene.voice.say("ticket_opened_closed", number=ticket.number, due=due, opening=opening)


def reopen(scene: Scene) -> Decision:
    """The person has more to ask after the ticket was closed."""
    if scene.ticket or scene.closed is None:
        return ask_for_human(scene)
    after = advance(scene.closed, TicketEvent.PERSON_WROTE, PERSON)
    if isinstance(after, Refused):
        return ask_for_human(scene)
    after = replace(after, due=due_of(scene))
    effects: list[Effect] = [
        ChangeTicket(before=scene.closed, after=after, event=TicketEvent.PERSON_WROTE),
        Say(parts=(scene.voice.text("ticket_reopened", number=after.number),), ticket=after.id),
        *_reminder(after),
    ]
    for room in scene.staff_rooms:
        topic = TellStaff(room=room, news=StaffNews.TOPIC, ticket=after.id, part=Text(text=after.number))
        effects += [topic, line(after, room, scene.voice.say("staff_reopened")), card(scene, after, room, owner=None)]
    return Decision(conversation=replace(scene.conversation, ticket=after.id, closed=None, held=False), effects=tuple(effects))


def late(scene: Scene) -> Decision:
    """The promised time has passed without an answer."""
    if scene.ticket is None or scene.ticket.state not in _PROMISED:
        return Decision(conversation=scene.conversation)
    told = Say(parts=(scene.voice.text("ticket_late"),), ticket=scene.ticket.id)
    return Decision(conversation=scene.conversation, effects=(told, *lines(scene, scene.ticket, scene.voice.say("staff_late"))))


def undelivered(scene: Scene, reason: str, *, unreachable: bool) -> Decision:
    """Words did not reach the person; the counselors are told, the person cannot be."""
    conversation = replace(scene.conversation, unreachable=scene.conversation.unreachable or unreachable)
    told = lines(scene, scene.ticket, scene.voice.say("staff_undelivered", reason=reason)) if scene.ticket else ()
    return Decision(conversation=conversation, effects=told)


def pending(scene: Scene) -> Decision:
    """How the person's ticket stands."""
    if scene.ticket is None:
        return _no_ticket(scene)
    if scene.conversation.held and scene.owner:
        return say(scene, scene.voice.text("ticket_held_already", name=scene.owner.name))
    due = scene.ticket.due
    if due is None or scene.ticket.state not in _PROMISED:
        return say(scene, scene.voice.text("ticket_waiting_already", number=scene.ticket.number))
    if due <= scene.now:
        return say(scene, scene.voice.text("ticket_waiting_late", number=scene.ticket.number))
    return say(scene, scene.voice.text("ticket_waiting_until", number=scene.ticket.number, due=clock(due)))


def _no_ticket(scene: Scene) -> Decision:
    return say(scene, scene.voice.offer("no_ticket", (scene.voice.button("human", "word:human"),)))


def withdraw(scene: Scene) -> Decision:
    """The person does not want a human any more."""
    if scene.ticket is None:
        return _no_ticket(scene)
    after = advance(scene.ticket, TicketEvent.WITHDRAW, PERSON)
    if isinstance(after, Refused):
        return say(scene, scene.voice.text("ticket_over"))
    conversation = replace(scene.conversation, ticket=None, held=False)
    effects: list[Effect] = [
        ChangeTicket(before=scene.ticket, after=after, event=TicketEvent.WITHDRAW),
        ClearTimer(key=due_key(after)),
        Say(parts=(scene.voice.offer("ticket_withdrawn", (again(scene),)),), ticket=after.id),
        *lines(scene, after, scene.voice.say("staff_withdrawn")),
    ]
    for room in scene.staff_rooms:
        effects += [card(scene, after, room, owner=None), TellStaff(room=room, news=StaffNews.SHUT, ticket=after.id)]
    return Decision(conversation=conversation, effects=tuple(effects))


def again(scene: Scene) -> Choice:
    """The button below a withdrawal."""
    return scene.voice.button("again", "word:human")


def relay(scene: Scene, inbound: Inbound, text: str) -> Decision:
    """What the person writes while a counselor holds the conversation goes to the counselor."""
    assert scene.ticket is not None
    effects: list[Effect] = list(staff_line(scene, inbound, text))
    after = advance(scene.ticket, TicketEvent.PERSON_WROTE, PERSON)
    if isinstance(after, Ticket) and scene.ticket.state is not TicketState.CLAIMED:
        effects.append(ChangeTicket(before=scene.ticket, after=after, event=TicketEvent.PERSON_WROTE))
        effects += [card(scene, after, room, owner=scene.owner) for room in scene.staff_rooms]
    return Decision(conversation=replace(scene.conversation, question=text or scene.conversation.question), effects=tuple(effects))


def staff_line(scene: Scene, inbound: Inbound, text: str) -> tuple[Effect, ...]:
    """The person's words in the ticket's topic."""
    if scene.ticket is None:
        return ()
    name = inbound.name or scene.voice.say("staff_person_nameless")
    phrase = "staff_edited" if inbound.kind is InboundKind.EDITED else "staff_person"
    said = [scene.voice.say(phrase, name=name, text=text)] if text else []
    said += [scene.voice.say("staff_attachment", name=name, text=item) for item in inbound.attachments]
    return tuple(line(scene.ticket, room, text) for room in scene.staff_rooms for text in said)


def attachment(scene: Scene, inbound: Inbound) -> Decision:
    """Something we cannot read."""
    if scene.conversation.held:
        return relay(scene, inbound, "")
    if scene.ticket:
        told = say(scene, scene.voice.text("attachment_noted"))
        return replace(told, effects=(*told.effects, *staff_line(scene, inbound, "")))
    return say(scene, scene.voice.offer("attachment", (scene.voice.button("human", "word:human"),)))


def presence(scene: Scene, *, left: bool) -> Decision:
    """The person blocked us or came back: nobody is answered, but whoever waits to write is told."""
    conversation = replace(scene.conversation, unreachable=left)
    if scene.ticket is None:
        return Decision(conversation=conversation)
    told = scene.voice.say("staff_left" if left else "staff_returned")
    return Decision(conversation=conversation, effects=lines(scene, scene.ticket, told))
