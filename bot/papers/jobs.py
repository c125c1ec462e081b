"""What is to be rendered, as plain data: made beside the live content, carried out in a process of its own. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NotRequired, TypedDict

from bot.papers.catalogue import Papers
from bot.papers.fields import Answers, Context, missing
from bot.papers.founding import Founding
from bot.papers.timeline import Line


class Wrap(StrEnum):
    """How the papers of an order are handed over."""

    #: All papers one after another, for reading and printing.
    PDF = "pdf"
    #: Every paper as Word file and as PDF.
    ZIP = "zip"
    #: A schedule as a picture.
    PNG = "png"
    #: A schedule for a calendar program.
    ICS = "ics"


class Sheet(TypedDict):
    """One paper to render."""

    file: str
    template: str
    context: Context


class Job(TypedDict):
    """Everything the rendering process needs."""

    wrap: str
    title: str
    folder: str
    sheets: list[Sheet]
    #: A schedule to draw instead.
    line: NotRequired[Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Prepares jobs from answers."""

    papers: Papers
    answers: Answers

    def job(self, ids: tuple[str, ...], wrap: Wrap, title: str) -> Job:
        """These papers, filled."""
        founding = Founding(answers=self.answers)
        context, failed = founding.context(), founding.failed()
        sheets = [
            Sheet(
                file=paper.file,
                template=paper.template,
                context={**context, "missing": missing(paper.needs, context, failed, self.papers.words)},
            )
            for paper in self.papers.of(ids)
        ]
        return Job(wrap=wrap, title=title, folder=self.papers.folder, sheets=sheets)
