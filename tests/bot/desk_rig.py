"""The whole desk without a network: real database, real decisions, channels that write down what they were asked to send."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.channels.base import Outcome, Sent
from bot.channels.plain import Labels, fit, plain_of
from bot.delivery import DeliveryLoop
from bot.inbox_loop import InboxLoop
from bot.intake import Intake
from bot.pace import Pace, Quota
from bot.scene import Counselor, Knowledge, Limits
from bot.scenes import Scenes
from desk.conversation import Conversation
from desk.messages import Address, Choice, ConversationId, Inbound, InboundKind, Reach, choice_key, options_of
from desk.ticket import Ticket
from storage import conversations, staff, tickets, workers
from storage.database import Database
from storage.outbox import Delivery, OutboxKind, Place
from tests.bot.scenes import KIM, LEE, NOW, ROOM
from tests.fakes.library import small_knowledge

WORKER = "w1"
PERSON = Address(channel="telegram", bot="1", chat="7")
LABELS = Labels()


@dataclass
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Recorder:
    """A platform that takes everything, unless `outcomes` say what comes first."""

    name: str = "telegram"
    pulls: bool = False
    reach: Reach = Reach.PUSH
    limit: int = 0
    outcomes: list[Outcome | Exception] = field(default_factory=list)
    sent: list[tuple[Delivery, Place]] = field(default_factory=list)

    def fit(self, part):
        return fit(part, LABELS, self.limit) if self.limit else (part,)

    async def send(self, delivery: Delivery, place: Place) -> Outcome:
        self.sent.append((delivery, place))
        if self.outcomes:
            outcome = self.outcomes.pop(0)
            if isinstance(outcome, Exception):
                raise outcome
            return outcome
        number = str(len(self.sent))
        return Sent(platform_id=number, thread=f"t{number}" if delivery.kind is OutboxKind.TOPIC else "")

    def texts(self, kind: OutboxKind = OutboxKind.SAY) -> list[str]:
        return [shown(delivery) for delivery, _ in self.sent if delivery.kind is kind]


def shown(delivery: Delivery) -> str:
    return plain_of(delivery.part, LABELS) if delivery.part else delivery.press_text


@dataclass
class Desk:
    database: Database
    clock: Clock
    channels: dict[str, Recorder]
    intake: Intake
    arrivals: InboxLoop
    delivery: DeliveryLoop
    _count: int = 0

    @property
    def telegram(self) -> Recorder:
        return self.channels["telegram"]

    def inbound(self, text: str = "", *, at: Address = PERSON, **changes: object) -> Inbound:
        self._count += 1
        usual = Inbound(
            external=str(self._count), address=at, kind=InboundKind.TEXT, text=text, sender=at.chat, name="민지", received=self.clock.now
        )
        return replace(usual, **changes)  # type: ignore[arg-type]  # the names are checked when the test runs

    async def settle(self) -> None:
        await self.arrivals.settle()
        await self.delivery.settle()

    async def hear(self, *inbounds: Inbound) -> list[Delivery]:
        """Let something arrive and return what was sent because of it."""
        seen = {name: len(channel.sent) for name, channel in self.channels.items()}
        await self.intake.receive(inbounds)
        await self.settle()
        return [delivery for name, channel in self.channels.items() for delivery, _ in channel.sent[seen[name] :]]

    async def say(self, text: str, *, at: Address = PERSON) -> list[Delivery]:
        return await self.hear(self.inbound(text, at=at))

    async def press(self, label: str, *, at: Address = PERSON) -> list[Delivery]:
        """Press the newest button with this label."""
        for delivery, _ in reversed(self.channels[at.channel].sent):
            for place, option in enumerate(options_of((delivery.part,)) if delivery.part else ()):
                if option.label == label and delivery.conversation == at.conversation:
                    name = delivery.message or delivery.id
                    return await self.hear(self.pressed(choice_key(name, delivery.first_option + place), at=at))
        raise AssertionError(f"no button {label}")

    def pressed(self, key: str, *, at: Address = PERSON) -> Inbound:
        return self.inbound(at=at, kind=InboundKind.CHOICE, choice=key, press=f"q{self._count}")

    async def conversation(self, at: Address = PERSON) -> Conversation:
        found = await self.database.read(lambda tx: conversations.peek(tx, at.conversation))
        return found or Conversation(id=at.conversation)

    async def ticket(self) -> Ticket:
        (line,) = await self.database.read(tickets.queue)
        return line.ticket

    async def account(self, counselor: Counselor, telegram: str = "") -> Counselor:
        role = staff.Role.SUPERVISOR if counselor.supervisor else staff.Role.COUNSELOR
        account = staff.Account(
            id=counselor.id, name=counselor.name, login=str(counselor.id), role=role, telegram=telegram, created=self.clock.now
        )
        await self.database.transaction(lambda tx: staff.add_account(tx, account))
        return counselor


async def desk_on(
    database: Database,
    *,
    knowledge: Callable[[], Knowledge] = small_knowledge,
    rooms: tuple[ConversationId, ...] = (ROOM,),
    limits: Limits | None = None,
    pace: Pace | None = None,
) -> Desk:
    """A desk with Telegram, which is sent to, and the web, which fetches."""
    clock = Clock()
    channels = {"telegram": Recorder(), "web": Recorder(name="web", pulls=True)}
    scenes = Scenes(knowledge=knowledge, staff_rooms=rooms, limits=limits or Limits(messages_per_minute=1000))
    intake = Intake(database=database, scenes=scenes, channels=channels, clock=clock, worker=WORKER)
    much = Quota(count=10_000, seconds=1.0)
    pace = pace or Pace(bot=much, private=much, group=much)
    delivery = DeliveryLoop(database=database, intake=intake, channels=channels, pace=pace, clock=clock, worker=WORKER)
    await database.transaction(lambda tx: workers.beat(tx, WORKER, NOW + timedelta(days=9)))
    return Desk(database, clock, channels, intake, InboxLoop(intake=intake), delivery)


async def staffed(database: Database, **changes: object) -> Desk:
    """The same with two counselors, who are known in the group by their ids."""
    desk = await desk_on(database, **changes)  # type: ignore[arg-type]  # the names are checked when the test runs
    for counselor in (KIM, LEE):
        await desk.account(counselor, telegram=f"10{counselor.id}")
    return desk


def choice(label: str, payload: str) -> Choice:
    return Choice(label=label, payload=payload)
