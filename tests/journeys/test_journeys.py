"""Whole conversations as data, through the real inbox, router, storage and outbox, with the content that is shipped.

A step is one thing: `person` writes, `press` a button by its label, `counselor` acts (with `does` and `text`), `wait` passes time.
Then must follow: `hears` (all in the replies), `silent`, `never` (not in the replies), `buttons` (offered), `holder`, `flow`, `ticket`.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel, ConfigDict

from bot.commands import Claim, Close, Command, Hold, Note, Release, Reply, Resume, Transfer
from bot.intake import Done, Refused
from desk.messages import CounselorId, options_of
from desk.ticket import Ticket
from storage import tickets
from storage.outbox import Delivery, OutboxKind
from tests.bot.desk_rig import PERSON, Desk, shown, staffed
from tests.bot.scenes import KIM, LEE
from tests.fakes.databases import opened
from tests.fakes.library import shipped_knowledge

COUNSELORS = {"kim": KIM, "lee": LEE}


class Step(BaseModel):
    model_config = ConfigDict(extra="forbid")
    person: str | None = None
    press: str | None = None
    #: Press a button that is remembered from an earlier step with `keep`.
    press_kept: str | None = None
    keep: str | None = None
    counselor: str | None = None
    does: str = ""
    text: str = ""
    to: str = ""
    refused: str | None = None
    wait: dict[str, int] | None = None
    hears: list[str] = []
    never: list[str] = []
    silent: bool = False
    buttons: list[str] = []
    holder: str | None = None
    flow: str | None = None
    ticket: str | None = None
    staff_hears: list[str] = []
    staff_never: list[str] = []


class Journey(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    #: When it begins, ISO with zone.
    at: datetime
    steps: list[Step]


def journeys() -> Iterator[Journey]:
    for path in sorted(Path(__file__).parent.glob("*.yaml")):
        for one in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield Journey.model_validate(one)


@pytest.mark.parametrize("journey", [pytest.param(journey, id=journey.name) for journey in journeys()])
async def test_journey(journey: Journey) -> None:
    async with opened() as database:
        desk = await staffed(database, knowledge=shipped_knowledge)
        desk.clock.now = journey.at
        travel = Travel(desk)
        for number, step in enumerate(journey.steps, start=1):
            await travel.take(step, f"step {number}")


class Travel:
    """One person's way."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.kept: dict[str, str] = {}
        self.ticket: Ticket | None = None

    async def take(self, step: Step, where: str) -> None:
        before = len(self.desk.telegram.sent)
        await self._happen(step, where)
        await self.desk.settle()
        sent = [delivery for delivery, _ in self.desk.telegram.sent[before:]]
        to_person = [one for one in sent if one.kind is OutboxKind.SAY and one.conversation == PERSON.conversation]
        heard = "\n".join(shown(one) for one in to_person)
        told = "\n".join(shown(one) for one in sent if one.kind in (OutboxKind.LINE, OutboxKind.CARD, OutboxKind.TOPIC))
        buttons = [option.label for one in to_person if one.part for option in options_of((one.part,))]
        for words in step.hears:
            assert words in heard, f"{where}: {words!r} is missing in:\n{heard}"
        for words in step.never:
            assert words not in heard, f"{where}: {words!r} must not be in:\n{heard}"
        for words in step.staff_hears:
            assert words in told, f"{where}: staff miss {words!r} in:\n{told}"
        for words in step.staff_never:
            assert words not in told, f"{where}: staff must not read {words!r} in:\n{told}"
        assert not step.silent or not heard, f"{where}: expected silence:\n{heard}"
        if step.person is not None and not step.silent:
            assert heard, f"{where}: no reply"
        missing = [label for label in step.buttons if label not in buttons]
        assert not missing, f"{where}: {missing} missing in {buttons}"
        self._keep(step, to_person)
        await self._stands(step, where)

    async def _happen(self, step: Step, where: str) -> None:
        desk = self.desk
        desk.clock.pass_(seconds=20)
        if step.person is not None:
            await desk.say(step.person)
        elif step.press is not None:
            await desk.press(step.press)
        elif step.press_kept is not None:
            await desk.hear(desk.pressed(self.kept[step.press_kept]))
        elif step.counselor is not None:
            await self._act(step, where)
        elif step.wait is not None:
            desk.clock.pass_(**step.wait)
            await desk.intake.tick()

    async def _act(self, step: Step, where: str) -> None:
        if self.ticket is None:
            self.ticket = await self.desk.ticket()
        outcome = await self.desk.intake.command(self._command(step), COUNSELORS[str(step.counselor)], f"k{where}")
        if step.refused is None:
            assert isinstance(outcome, Done), f"{where}: {outcome}"
        else:
            assert isinstance(outcome, Refused), where
            assert step.refused in outcome.text

    def _command(self, step: Step) -> Command:
        assert self.ticket
        plain = {"claim": Claim, "close": Close, "hold": Hold, "resume": Resume, "release": Release}
        if step.does in plain:
            return plain[step.does](ticket=self.ticket.id)
        if step.does == "transfer":
            return Transfer(ticket=self.ticket.id, to=COUNSELORS[step.to])
        return {"reply": Reply, "note": Note}[step.does](ticket=self.ticket.id, text=step.text)

    def _keep(self, step: Step, deliveries: list[Delivery]) -> None:
        for delivery in deliveries:
            for place, option in enumerate(options_of((delivery.part,)) if delivery.part else ()):
                if option.label == step.keep:
                    self.kept[option.label] = f"{delivery.message}!{delivery.first_option + place}"

    async def _stands(self, step: Step, where: str) -> None:
        conversation = await self.desk.conversation()
        if step.holder is not None:
            assert conversation.holder == step.holder, where
        if step.flow is not None:
            assert (conversation.seat.flow if conversation.seat else "") == step.flow, where
        if step.ticket is not None:
            of_person = await self.desk.database.read(lambda tx: tickets.of_conversation(tx, PERSON.conversation))
            assert [one.state.value for one in of_person][-1:] == [step.ticket], where
            self.ticket = self.ticket or of_person[-1]


def test_the_counselors_of_the_journeys_are_known() -> None:
    named = {step.counselor for journey in journeys() for step in journey.steps if step.counselor}
    assert {CounselorId(name) for name in named} <= set(COUNSELORS)
