"""A crowd that stands on every step of every shipped flow, and content that staff edit under it."""

import shutil
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.content_files import read_file
from bot.library import Library
from bot.sources import Sources
from desk.conversation import Seat
from flows.answers import Accepted, read_answer
from flows.engine import Answers, Question
from flows.examples import Example
from flows.replay import Ask, ask_marked
from flows.walk import samples_of
from tests.fakes.library import CONTENT
from tests.fakes.walkers import SKIP, WHOLE, Desk, Walker, day_of, words_for
from tests.flows.books import CONTENT as FLOWS
from tests.flows.books import SHIPPED
from tests.promises.edits import RENAMED, Edit

#: The one flow with so many questions that a walk to each of them would take longer than all others together.
LONG = "founding-papers"


@dataclass(slots=True, kw_only=True)
class Stand:
    """Somebody inside a flow, as they were before the edit."""

    walker: Walker
    seat: Seat
    question: Question
    #: What the example answers here.
    said: str

    @classmethod
    def of(cls, walker: Walker) -> "Stand":
        assert walker.seat
        assert walker.question
        said = words_for(walker.question.step, walker.left)
        return cls(walker=walker, seat=walker.seat, question=walker.question, said=said)

    @property
    def is_still_asked(self) -> bool:
        """Whether the content of now still asks what this person was asked, and takes the answer."""
        ask = _ask(self.walker, self.question)
        pressed = next((option.value for option in self.question.options if option.label == self.said), "")
        # A choice that was taken away is not taken because its name is a part of another (이사, 이사장).
        gone = bool(pressed) and ask is not None and pressed not in {option.value for option in ask.step.options}
        return ask is not None and not (gone and ask.step.options) and _takes(ask, self.said, self.walker)


@dataclass(slots=True, kw_only=True)
class Shop:
    """Content in a folder of its own, and the library that watches it."""

    folder: Path
    library: Library

    @classmethod
    def open(cls, folder: Path) -> "Shop":
        shutil.copytree(FLOWS, folder / "flows")
        shutil.copytree(CONTENT / "faq", folder / "faq")
        library = Library(Sources.of(folder), None)
        library.open()
        return cls(folder=folder, library=library)

    async def edit(self, edits: Mapping[str, Edit]) -> None:
        """Write the edited flows and let the library take them, all at once."""
        for flow, edit in edits.items():
            path = self.folder / "flows" / SHIPPED.flow_files[flow].name
            tree = read_file(path, path.name).tree
            assert isinstance(tree, dict)
            made = edit(deepcopy(tree), answers_of(flow))
            if made is None:
                path.unlink()
            else:
                path.write_text(yaml.safe_dump(made, allow_unicode=True, sort_keys=False), encoding="utf-8")
        assert await self.library.round(), self.library.problems


def answers_of(flow: str) -> dict[str, str]:
    """The answers of the example that everybody knows, as they are kept."""
    (*_, (_, answers)) = way_of(flow, WHOLE[flow])
    return dict(answers)


def way_of(flow: str, example: Example) -> Iterator[tuple[str, Answers]]:
    """Every question on an example's way, with what is kept after it was answered."""
    left, today = dict(example.answers), day_of(example).date()
    turn = SHIPPED.book.begin(flow, today)
    while turn.question:
        following = SHIPPED.book.reply(flow, turn.answers, words_for(turn.question.step, left), today)
        yield turn.question.step, following.answers
        if following.answers == turn.answers:
            return
        turn = following


def places(flow: str) -> Iterator[tuple[str, Example, int]]:
    """Every question of a flow, one item of a group for all, with the example that comes there soonest and after how many answers."""
    found: dict[str, tuple[Example, int]] = {}
    for example in next(group.examples for group in SHIPPED.examples if group.flow == flow):
        for number, (step, _) in enumerate(way_of(flow, example)):
            name = "-".join(piece for piece in step.split("/") if not piece.isdigit())
            if name not in found or number < found[name][1]:
                found[name] = (example, number)
    yield from ((name, example, number) for name, (example, number) in found.items())


async def gather(house: Desk, *, sparing: bool) -> list[Stand]:
    """One person on every step of every flow, each by their own way; with `sparing` on every fourth step of the longest one."""
    stands: list[Stand] = []
    for flow in sorted(WHOLE):
        for number, (name, example, answers) in enumerate(places(flow)):
            if sparing and flow == LONG and number % 4:
                continue
            walker = Walker(desk=house, name=f"{flow}-{name}", flow=flow, example=example, presses=number % 2 == 0)
            await walker.begin()
            for _ in range(answers):
                await walker.step()
            stands.append(Stand.of(walker))
    return stands


def words_now(walker: Walker, question: Question) -> str:
    """An answer to whatever is asked now: the example's when it will do, else any that is taken."""
    ask, book = _ask(walker, question), walker.desk.knowledge().flows
    assert ask
    said = walker.example.answers.get(question.step.replace(RENAMED, ""), "")
    if said and _takes(ask, said, walker):
        return said
    if question.optional or ask.more:
        return SKIP if question.optional else words_for(question.step, dict(walker.example.answers))
    return samples_of(ask.step, book.flows[walker.flow], book, walker.today)[0]


def _ask(walker: Walker, question: Question) -> Ask | None:
    flow = walker.desk.knowledge().flows.flows.get(walker.flow)
    return ask_marked(flow, question.mark) if flow else None


def _takes(ask: Ask, said: str, walker: Walker) -> bool:
    return (said == SKIP and ask.step.optional) or isinstance(read_answer(ask.step, said, walker.today), Accepted)
