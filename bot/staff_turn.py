"""One message or button press in a staff room, inside intake's transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot import staff_room
from bot.commands import Command
from bot.scene import Counselor, Scene
from bot.scenes import Scenes, counselor_of, pressed_card
from desk.conversation import Conversation
from desk.effects import AnswerPress, Effect, StaffNews, TellStaff
from desk.messages import Choice, ConversationId, Text, TicketId
from storage import places, staff, work
from storage.database import Transaction
from storage.inbox import Arrival

LONGEST_PRESS = 200


class CarryOut(Protocol):
    """Carries a command out inside the open transaction and returns why it was refused, or an empty text."""

    async def __call__(self, tx: Transaction, scene: Scene | None, command: Command, counselor: Counselor, *, key: str) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffTurn:
    """What a counselor wants in the group."""

    scenes: Scenes
    carry_out: CarryOut
    pulls: frozenset[str]
    room: ConversationId
    arrival: Arrival
    now: datetime

    async def perform(self, tx: Transaction) -> None:
        """Carry the wish out, or say why not; ordinary talk among colleagues is left alone."""
        pressed = await pressed_card(tx, self.arrival.inbound, self.room)
        topic = await places.by_place(tx, self.room, self.arrival.inbound.address.thread)
        ticket = staff_room.wanted_ticket(pressed, topic)
        if ticket is None:
            text = self._say("stale_button") if self.arrival.inbound.press else ""
        else:
            text = await self._outcome(tx, ticket, pressed)
        await self._answer(tx, text, ticket)

    async def _outcome(self, tx: Transaction, ticket: TicketId, pressed: Choice | None) -> str:
        inbound = self.arrival.inbound
        account = await staff.by_telegram(tx, inbound.sender)
        if account is None or account.disabled:
            return self._say("staff_refused_unknown_person", sender=inbound.sender)
        colleagues = tuple(counselor_of(colleague) for colleague in await staff.accounts(tx) if not colleague.disabled)
        command = staff_room.read(inbound, pressed, ticket, colleagues)
        if command is None:
            return ""
        if isinstance(command, staff_room.Unclear):
            return self._say(command.phrase, name=command.name)
        scene = await self.scenes.of_ticket(tx, ticket, self.now)
        refused = await self.carry_out(tx, scene, command, counselor_of(account), key=self.arrival.id)
        return refused or (self._say("staff_press_done") if inbound.press else "")

    async def _answer(self, tx: Transaction, text: str, ticket: TicketId | None) -> None:
        """On the button, or as a line in the topic."""
        inbound = self.arrival.inbound
        effects: tuple[Effect, ...] = ()
        if inbound.press:
            effects = (AnswerPress(press=inbound.press, text=text[:LONGEST_PRESS]),)
        elif text and ticket:
            effects = (TellStaff(room=self.room, news=StaffNews.LINE, ticket=ticket, part=Text(text=text)),)
        if effects:
            here = Conversation(id=inbound.address.conversation)
            key = f"{self.arrival.id}s"
            await work.apply(tx, key=key, before=here, after=here, effects=effects, now=self.now, pulls=self.pulls)

    def _say(self, phrase: str, **values: str) -> str:
        return self.scenes.knowledge().voice.say(phrase, **values)
