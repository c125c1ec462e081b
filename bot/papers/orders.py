"""What a person is given at the end of a flow: files that do not exist yet. Pure.

The reference of such a file holds the answers themselves, and the paper is made anew whenever it is fetched. Nothing is kept beside the log
of the conversation: what is erased there cannot be fetched any more, and the same answers make the same paper.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.papers.catalogue import Form, Papers
from bot.papers.fields import Answers
from bot.papers.jobs import Desk, Job, Wrap
from desk.messages import File
from flows.engine import Answers as Kept
from flows.engine import FlowBook

MARK = "paper:"
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
    papers: tuple[str, ...]
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


def files_of(papers: Papers, flow: str, answers: Kept, day: date, documents: tuple[str, ...]) -> Iterator[File]:
    """The files that go with a result."""
    found = papers.of(documents)
    for form, title, wraps in (
        (Form.DOCUMENT, papers.words.get("set", "papers"), (Wrap.PDF, Wrap.ZIP)),
        (Form.TIMELINE, "", (Wrap.PNG, Wrap.PDF)),
        (Form.CALENDAR, "", (Wrap.ICS,)),
    ):
        ids = tuple(paper.id for paper in found if paper.form is form)
        name = title or next((paper.file for paper in found if paper.form is form), "")
        for wrap in wraps if ids else ():
            order = Order(flow=flow, answers=answers, day=day, papers=ids, wrap=wrap)
            yield File(name=f"{name}.{wrap}", media_type=_MEDIA[wrap], ref=order.ref())


def job_of(order: Order, papers: Papers, flows: FlowBook) -> Job | None:
    """What is to be rendered, or None when the flow does not exist any more."""
    flow = flows.flows.get(order.flow)
    if flow is None:
        return None
    known = flows.known(order.flow, order.answers, order.day)
    answers = Answers(flow=flow, known=known, day=order.day, words=papers.words)
    return Desk(papers=papers, answers=answers).job(order.papers, order.wrap, papers.words.get("set", "papers"))
