"""The founding papers as shipped, filled with the answers of the flow's own examples."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from bot.flow_files import FlowFiles, read_flows
from bot.papers.fields import Answers
from bot.papers.jobs import Desk
from flows.engine import Answers as Kept
from flows.engine import Turn

CONTENT = Path(__file__).parents[3] / "flows" / "content"
FLOW = "founding-papers"
TODAY = date(2026, 11, 25)


@cache
def shipped() -> FlowFiles:
    """All flows with the papers."""
    files = read_flows(CONTENT)
    return replace(files, papers=replace(files.papers, folder=str(CONTENT / "papers")))


@cache
def example(number: int) -> Turn:
    """The conversation of an example, held to its end."""
    book = shipped().book
    examples = next(one for one in shipped().examples if one.flow == FLOW).examples
    left = dict(examples[number].answers)
    turn = book.begin(FLOW, TODAY)
    while turn.question:
        step = turn.question.step
        if step in left:
            turn = book.reply(FLOW, turn.answers, left.pop(step), TODAY)
        elif step.endswith("/more"):
            group, item, _ = step.split("/")
            more = any(key.startswith(f"{group}/{int(item) + 1}/") for key in left)
            turn = book.reply(FLOW, turn.answers, "yes" if more else "no", TODAY)
        else:
            turn = book.skip(FLOW, turn.answers, TODAY)
    return turn


def answers(number: int = 0, **changed: str) -> Answers:
    """The answers of an example, some of them changed."""
    kept: Kept = tuple((name, changed.get(name.replace("-", "_").replace("/", "__"), said)) for name, said in example(number).answers)
    files = shipped()
    known = files.book.known(FLOW, kept, TODAY)
    return Answers(flow=files.book.flows[FLOW], known=known, day=TODAY, words=files.papers.words)


def desk(number: int = 0, **changed: str) -> Desk:
    """Where jobs are made."""
    return Desk(papers=shipped().papers, answers=answers(number, **changed))


def documents() -> tuple[str, ...]:
    """The papers of the flow's result."""
    result = example(0).result
    assert result
    return result.documents
