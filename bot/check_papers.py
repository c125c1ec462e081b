"""Finds papers that could not be handed over: unknown names, templates that are not there or cannot be filled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import TemplateError

from bot.content_files import ContentFile, Problem
from bot.flow_files import FlowFiles, reporter
from bot.papers.catalogue import FOLDER, WORDS, Paper, parse_papers
from bot.papers.fields import MISSING, Answers
from bot.papers.founding import Founding
from flows.flow import Flow


@dataclass(frozen=True, slots=True, kw_only=True)
class _Papers:
    files: FlowFiles
    problems: list[Problem]
    folder: Path
    today: date
    #: Whether templates are filled to see whether that can be done.
    templates: bool

    def check(self, files: tuple[ContentFile, ...]) -> None:
        """Every flow's documents, then every paper of every file."""
        for flow in self.files.book.flows.values():
            self._documents(flow)
        for file in files:
            if file.name.startswith(FOLDER) and file.tree is not None:
                for index, paper in enumerate(parse_papers(file.tree, _silent)):
                    self._paper(file, index, paper)

    def _documents(self, flow: Flow) -> None:
        for result in flow.results:
            for index, name in enumerate(result.documents):
                if name not in self.files.papers.papers:
                    self._report(self.files.flow_files[flow.id], (*result.loc, "documents", index), "unknown_paper", id=name)

    def _paper(self, file: ContentFile, index: int, paper: Paper) -> None:
        for place, need in enumerate(paper.needs):
            if f"{MISSING}:{need}" not in self.files.papers.words:
                self._report(file, ("papers", index, "needs", place), "unknown_need", id=need)
        template = self.folder / Path(paper.template).name
        where = ("papers", index, "template")
        if not template.is_file():
            self._report(file, where, "missing_template", name=paper.template)
            return
        for flow in self._users(paper) if self.templates else ():
            if reason := _fault(template, self._answers(flow)):
                self._report(file, where, "broken_template", name=paper.template, reason=reason)

    def _users(self, paper: Paper) -> Iterator[Flow]:
        return (flow for flow in self.files.book.flows.values() if any(paper.id in result.documents for result in flow.results))

    def _answers(self, flow: Flow) -> Answers:
        return Answers(flow=flow, known={}, day=self.today, words=self.files.papers.words)

    def _report(self, file: ContentFile, loc: tuple[str | int, ...], code: str, **details: str) -> None:
        reporter(file, self.problems)(loc, code, **details)


def check_papers(
    files: FlowFiles, content: tuple[ContentFile, ...], problems: list[Problem], folder: Path, today: date, *, templates: bool = True
) -> None:
    """Look at all papers of the content of flows in this folder."""
    own = tuple(file for file in content if file.name != WORDS)
    _Papers(files=files, problems=problems, folder=folder / FOLDER, today=today, templates=templates).check(own)


def _fault(template: Path, answers: Answers) -> str:
    """Why a template cannot be filled, in its own words, or nothing."""
    # Only a check of templates needs the library that fills them.
    from bot.papers.docx import fill  # noqa: PLC0415

    context = {**Founding(answers=answers).context(), MISSING: [MISSING]}
    try:
        fill(template.read_bytes(), context)
    except TemplateError as error:
        return str(error)[:100]
    except Exception as error:  # noqa: BLE001 - a file that is no Word file fails in as many ways as there are files
        return type(error).__name__
    return ""


def _silent(_loc: tuple[str | int, ...], _code: str, /, **_details: str) -> None:
    """What is wrong with the file itself was said when it was read."""
