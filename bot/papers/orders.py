"""What a person is given at the end of a flow: files that do not exist yet. Pure.

The reference of such a file holds the answers themselves, and the paper is made anew whenever it is fetched. Nothing is kept beside the log
of the conversation: what is erased there cannot be fetched any more, and the same answers make the same paper.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.papers.catalogue import Papers
from bot.papers.fields import Answers
from bot.papers.ics import calendar
from bot.papers.jobs import Desk, Job, Wrap
from bot.papers.timeline import line_of
from desk.messages import File
from flows.engine import Answers as Kept
from flows.engine import FlowBook
from flows.flow import Reminders
from flows.results import Result
from flows.schedule import Schedule

MARK = "paper:"
_PAPERS, _SCHEDULE = (Wrap.PDF, Wrap.ZIP), (Wrap.PNG, Wrap.PDF, Wrap.ICS)
_MEDIA = {
    Wrap.PDF: "application/pdf",
    Wrap.ZIP: "application/zip",
    Wrap.PNG: "image/png",
    Wrap.ICS: "text/calendar",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One file to make: which papers, how they are wrapped, and the answers they are filled with."""

    flow: str
    answers: Kept
    #: The day of the conversation; later the same day is meant.
    day: date
    #: None for what is made of the flow's schedule.
    papers: tuple[str, ...] = ()
    wrap: Wrap

    def ref(self) -> str:
        """The order as text, for `File.ref`."""
        answers = [list(pair) for pair in self.answers]
        tree = {"flow": self.flow, "day": self.day.isoformat(), "papers": list(self.papers), "wrap": self.wrap, "answers": answers}
        return MARK + json.dumps(tree, ensure_ascii=False, separators=(",", ":"))


def read_order(ref: str) -> Order | None:
    """The order of a reference, or None when it is none."""
    if not ref.startswith(MARK):
        return None
    try:
        tree = json.loads(ref.removeprefix(MARK))
        return Order(
            flow=str(tree["flow"]),
            answers=tuple((str(name), str(said)) for name, said in tree["answers"]),
            day=date.fromisoformat(tree["day"]),
            papers=tuple(str(paper) for paper in tree["papers"]),
            wrap=Wrap(tree["wrap"]),
        )
    except (KeyError, TypeError, ValueError, RecursionError):
        return None


def files_of(papers: Papers, result: Result, answers: Kept, day: date) -> Iterator[File]:
    """The files that go with a result: its papers, and what is made of its schedule."""
    ids = tuple(paper.id for paper in papers.of(result.documents))
    if ids:
        yield from _files(
            papers.words.get("set", MARK), Order(flow=result.flow, answers=answers, day=day, papers=ids, wrap=Wrap.PDF), _PAPERS
        )
    schedules = [schedule for schedule in result.schedules if len(schedule)]
    if schedules:
        # The last one that was made is the one that the result speaks of.
        yield from _files(schedules[-1].title, Order(flow=result.flow, answers=answers, day=day, wrap=Wrap.PNG), _SCHEDULE)


def _files(name: str, order: Order, wraps: tuple[Wrap, ...]) -> Iterator[File]:
    for wrap in wraps:
        yield File(name=f"{name}.{wrap}", media_type=_MEDIA[wrap], ref=replace(order, wrap=wrap).ref())


def made_now(order: Order, papers: Papers, flows: FlowBook) -> bytes | Job | None:
    """The file itself when nothing needs to be drawn, else what is to be rendered; None when what was ordered does not exist any more."""
    flow = flows.flows.get(order.flow)
    if flow is None:
        return None
    if not order.papers:
        schedule = flows.schedule(order.flow, order.answers, order.day)
        return _drawn(order, papers, schedule, flows.reminders(order.flow, order.answers, order.day)) if schedule else None
    answers = Answers(flow=flow, known=flows.known(order.flow, order.answers, order.day), day=order.day, words=papers.words)
    return Desk(papers=papers, answers=answers).job(order.papers, order.wrap, papers.words.get("set", MARK))


def _drawn(order: Order, papers: Papers, schedule: Schedule, reminders: Reminders | None) -> bytes | Job:
    if order.wrap is Wrap.ICS:
        alarms = reminders.leads() if reminders else ()
        return calendar(schedule, made=order.day, origin=order.flow, words=papers.words, alarms=alarms)
    line = line_of(schedule, papers.words, wide=order.wrap is Wrap.PDF)
    return Job(wrap=order.wrap, title=schedule.title, folder=papers.folder, sheets=[], line=line)
