"""Reads the folder of flows, rates and wording into one book, with every problem and its place."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bot.content_files import ContentFile, Loc, Problem, read_folder
from bot.holidays import holidays_from
from bot.papers.catalogue import FOLDER, WORDS, Paper, Papers, parse_papers, parse_words
from flows.calculators import CALCULATORS
from flows.engine import FlowBook
from flows.examples import Examples, parse_examples
from flows.flow import Flow
from flows.plans import Plan, parse_plan
from flows.rates import Rate, Rates, parse_rates
from flows.schema import parse_flow
from flows.tree import Report, Tree
from flows.wording import Glossary, Term, Wording, parse_glossary, parse_wording
from flows.workdays import HolidayList, Workdays, parse_holidays

EXAMPLES, RATES, WORDING, GLOSSARY = ".examples.yaml", "rates/", "wording.yaml", "glossary.yaml"
SCHEDULES, HOLIDAYS = "schedules/", "holidays.yaml"
Parsed = TypeVar("Parsed")


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowFiles:
    """What a folder of flows holds."""

    book: FlowBook
    papers: Papers = field(default_factory=Papers)
    examples: tuple[Examples, ...] = ()
    problems: tuple[Problem, ...] = ()
    #: File of each flow, of the examples of each flow, of each rate.
    flow_files: dict[str, ContentFile] = field(default_factory=dict)
    example_files: dict[str, ContentFile] = field(default_factory=dict)


def read_flows(folder: Path) -> FlowFiles:
    """Read `flows/content` (or a folder of the same shape)."""
    return parse_files(read_folder(folder))


def parse_files(files: tuple[ContentFile, ...]) -> FlowFiles:
    """Sort files by name into flows, examples, rates and wording, and read each."""
    reader = _Reader()
    for file in files:
        reader.problems.extend(file.problems)
        if file.tree is not None:
            reader.take(file, file.tree)
    if reader.wording is None:
        reader.problems.append(_missing(WORDING))
    book = FlowBook.of(
        reader.flows,
        rates=Rates.of(reader.rates, workdays=reader.workdays(), plans=reader.plans),
        glossary=Glossary.of(tuple(reader.terms)),
        wording=reader.wording or Wording(),
        calculators=CALCULATORS,
    )
    return FlowFiles(
        book=book,
        papers=Papers(papers=reader.papers, words=reader.words),
        examples=tuple(reader.examples),
        problems=tuple(reader.problems),
        flow_files=reader.flow_files,
        example_files=reader.example_files,
    )


def _missing(name: str) -> Problem:
    from_top = ContentFile(name=name, tree=None, positions={})
    return Problem(file=name, position=from_top.position(()), code="missing_file", details={"file": name})


class _Reader:
    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.flows: list[Flow] = []
        self.examples: list[Examples] = []
        self.rates: list[Rate] = []
        self.terms: list[Term] = []
        self.plans: list[Plan] = []
        self.holidays: HolidayList | None = None
        self.wording: Wording | None = None
        self.papers: dict[str, Paper] = {}
        self.words: dict[str, str] = {}
        self.flow_files: dict[str, ContentFile] = {}
        self.example_files: dict[str, ContentFile] = {}

    def take(self, file: ContentFile, tree: Tree) -> None:
        """Read one file according to its name."""
        if file.name.startswith(FOLDER):
            self._take_papers(file, tree)
        elif file.name.startswith(RATES):
            self._take_rates(file, tree)
        elif file.name.startswith(SCHEDULES):
            self._take_plan(file, tree)
        elif file.name == HOLIDAYS:
            self.holidays = self._read(parse_holidays, file, tree)
        elif file.name == WORDING:
            self.wording = self._read(parse_wording, file, tree)
        elif file.name == GLOSSARY:
            self.terms.extend(self._read(parse_glossary, file, tree))
        elif file.name.endswith(EXAMPLES):
            if examples := self._read(parse_examples, file, tree):
                self.examples.append(examples)
                self.example_files[examples.flow] = file
        else:
            self._take_flow(file, tree)

    def _take_rates(self, file: ContentFile, tree: Tree) -> None:
        for index, rate in enumerate(self._read(parse_rates, file, tree)):
            if any(rate.id == other.id for other in self.rates):
                self._reporter(file)(("rates", index, "id"), "doubled_id", id=rate.id)
            else:
                self.rates.append(rate)

    def workdays(self) -> Workdays:
        """The public holidays with the staff's list on top; no day is known without that list."""
        return self.holidays.workdays(holidays_from((), ())) if self.holidays else Workdays()

    def _take_plan(self, file: ContentFile, tree: Tree) -> None:
        plan = self._read(parse_plan, file, tree)
        if plan and any(plan.id == other.id for other in self.plans):
            self._reporter(file)(("id",), "doubled_id", id=plan.id)
        elif plan:
            self.plans.append(plan)

    def _take_papers(self, file: ContentFile, tree: Tree) -> None:
        if file.name == WORDS:
            self.words |= self._read(parse_words, file, tree)
            return
        for index, paper in enumerate(self._read(parse_papers, file, tree)):
            if paper.id in self.papers:
                self._reporter(file)(("papers", index, "id"), "doubled_id", id=paper.id)
            self.papers[paper.id] = paper

    def _take_flow(self, file: ContentFile, tree: Tree) -> None:
        flow = self._read(parse_flow, file, tree)
        if flow is None:
            return
        if flow.id in self.flow_files:
            self._reporter(file)(("id",), "doubled_id", id=flow.id)
            return
        self.flows.append(flow)
        self.flow_files[flow.id] = file

    def _read(self, parse: Callable[[Tree, Report], Parsed], file: ContentFile, tree: Tree) -> Parsed:
        return parse(tree, self._reporter(file))

    def _reporter(self, file: ContentFile) -> Report:
        return reporter(file, self.problems)


def reporter(file: ContentFile, problems: list[Problem]) -> Report:
    """Turns what a pure room reports into problems with line and column."""

    def report(loc: Loc, code: str, /, **details: str) -> None:
        problems.append(Problem(file=file.name, position=file.position(loc), code=code, details=details))

    return report
