"""People who walk flows as the examples beside the flows say, over one database that outlives the application."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from bot.intake import Intake
from bot.scene import Knowledge
from bot.scenes import Scenes
from bot.talk import NAME, Heard, Talk, TalkChannel
from desk.conversation import Seat
from desk.deadlines import KST
from desk.messages import Card, Part
from flows.engine import Answers, Question
from flows.examples import Example
from storage.migrate import migrate
from storage.open import open_database
from tests.flows.books import SHIPPED, TODAY

#: 14:00 in Seoul: the centre is open.
HOUR = 5
#: Flow -> its first example that comes to a result without being refused anything.
WHOLE = {
    examples.flow: next(example for example in examples.examples if example.result and not example.refuse) for examples in SHIPPED.examples
}
SKIP, YES, NO = "건너뛰기", "네", "아니요"


def day_of(example: Example) -> datetime:
    """The afternoon on which an example takes place."""
    on = example.on or TODAY
    return datetime(on.year, on.month, on.day, HOUR, tzinfo=UTC)


def words_for(step: str, left: dict[str, str]) -> str:
    """What the example says at this question; what it says nothing about is skipped."""
    if step in left:
        return left.pop(step) or SKIP
    if step.endswith("/more"):
        group, item, _ = step.split("/")
        return YES if any(key.startswith(f"{group}/{int(item) + 1}/") for key in left) else NO
    return SKIP


@dataclass(slots=True, kw_only=True)
class Desk:
    """The application on one database, without a network: it can be stopped and built again while people are in the middle of something."""

    url: str
    knowledge: Callable[[], Knowledge]
    #: The people's side: buttons on their screens, the clock on the wall.
    talk: Talk | None = None

    async def build(self) -> None:
        """Everything that a process holds, made anew."""
        database = await open_database(self.url)
        await migrate(database)
        intake = Intake(
            database=database,
            scenes=Scenes(knowledge=self.knowledge),
            channels={NAME: TalkChannel()},
            clock=lambda: self.people.now,
            worker="desk",
        )
        if self.talk is None:
            self.talk = Talk(intake=intake, database=database, now=datetime(TODAY.year, TODAY.month, TODAY.day, HOUR, tzinfo=UTC))
        self.talk.intake, self.talk.database = intake, database

    async def stop(self) -> None:
        """Nothing is left but the database."""
        await self.people.database.close()

    async def rebuild(self) -> None:
        """A restart."""
        await self.stop()
        await self.build()

    @property
    def people(self) -> Talk:
        assert self.talk
        return self.talk


@asynccontextmanager
async def desk(url: str, knowledge: Callable[[], Knowledge]) -> AsyncIterator[Desk]:
    """A desk that is open; at the end it is closed."""
    made = Desk(url=url, knowledge=knowledge)
    await made.build()
    try:
        yield made
    finally:
        await made.stop()


@dataclass(slots=True, kw_only=True)
class Walker:
    """One person on the way through one flow."""

    desk: Desk
    name: str
    flow: str
    example: Example
    #: Press a button where the example names one, instead of typing.
    presses: bool = False
    now: datetime = field(init=False)
    left: dict[str, str] = field(init=False)
    seat: Seat | None = None
    #: What was said last, and the answers as they were kept when this person was last inside the flow.
    said: str = ""
    answers: Answers = ()
    #: Every question that was answered.
    asked: list[str] = field(default_factory=list)
    #: Everything that was replied.
    parts: list[Part] = field(default_factory=list)
    last: tuple[Part, ...] = ()

    def __post_init__(self) -> None:
        """At the door."""
        self.now, self.left = day_of(self.example), dict(self.example.answers)

    @property
    def question(self) -> Question | None:
        """What is asked now, by the content of now."""
        if self.seat is None:
            return None
        return self.desk.knowledge().flows.resume(self.seat.flow, self.seat.answers, self.today).question

    @property
    def today(self) -> date:
        """The day in Seoul."""
        return self.now.astimezone(KST).date()

    async def begin(self) -> None:
        """By the name of the flow, or by the button that is offered for it."""
        title = self.desk.knowledge().flows.title(self.flow)
        await self.say(title)
        if self.seat is None:
            await self.say(choice=title)
        assert self.seat is not None, (self.flow, self.last)
        assert self.seat.flow == self.flow

    async def step(self) -> None:
        """Answer the present question."""
        question = self.question
        assert question, (self.flow, self.last)
        self.asked.append(question.text)
        await self.answer(question, words_for(question.step, self.left))

    async def answer(self, question: Question, said: str) -> None:
        """Say this to a question, by its button when there is one and this person presses."""
        label = next((option.label for option in question.options if said in (option.value, option.label)), "")
        if self.presses and label:
            await self.say(choice=label)
        else:
            await self.say(said)

    async def say(self, text: str = "", *, choice: str = "") -> Heard:
        """A minute later."""
        self.now += timedelta(minutes=1)
        self.said = text or choice
        heard = await self.desk.people.say(self.name, text, choice=choice, at=self.now)
        self.seat, self.last = heard.conversation.seat, heard.parts
        self.answers = self.seat.answers if self.seat else self.answers
        self.parts += heard.parts
        return heard

    @property
    def result(self) -> Card | None:
        """The card at the end of the way."""
        return next((part for part in self.last if isinstance(part, Card) and part.as_of), None)

    @property
    def screen(self) -> str:
        """All words of the last reply."""
        return "\n".join(f"{getattr(part, 'title', '')}\n{getattr(part, 'text', '')}" for part in self.last)
