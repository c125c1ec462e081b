"""What staff rooms are shown of a ticket. Pure."""

from bot.scene import Counselor, Scene
from bot.voice import clock
from desk.effects import Effect, StaffNews, TellStaff
from desk.messages import Card, Choice, ConversationId, Text
from desk.ticket import Ticket, TicketState

#: States in which nobody owns a ticket.
CLAIMABLE = frozenset({TicketState.WAITING, TicketState.REOPENED})


def card(scene: Scene, ticket: Ticket, room: ConversationId, *, owner: Counselor | None) -> TellStaff:
    """The ticket's card: number, topic and waiting time only, unless the operator lets the group see what people write."""
    voice = scene.voice
    phrase = "staff_card" if scene.staff_sees_text else "staff_card_private"
    text = voice.say(
        phrase,
        question=ticket.question,
        state=voice.say(f"state_{ticket.state}"),
        owner=owner.name if owner else voice.say("staff_nobody"),
        opened=clock(ticket.opened),
        due=clock(ticket.due) if ticket.due else voice.say("staff_nobody"),
    )
    title = voice.say("staff_card_title", number=ticket.number, topic=voice.topic(ticket.topic))
    claim = Choice(label=voice.say("staff_claim_button"), payload=f"claim:{ticket.id}")
    shown = Card(title=title, text=text, options=(claim,) if ticket.state in CLAIMABLE else ())
    return TellStaff(room=room, news=StaffNews.CARD, ticket=ticket.id, part=shown)


def line(ticket: Ticket, room: ConversationId, text: str) -> TellStaff:
    """One line in the ticket's topic."""
    return TellStaff(room=room, news=StaffNews.LINE, ticket=ticket.id, part=Text(text=text))


def lines(scene: Scene, ticket: Ticket, text: str) -> tuple[Effect, ...]:
    """The same line in every staff room."""
    return tuple(line(ticket, room, text) for room in scene.staff_rooms)
