"""Builds everything the bot knows from the content files, in whole or not at all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.content_cache import FAQ_SIDE_FILES, Files, Folded, read
from bot.content_files import ContentFile, Loc, Position, Problem, Tree
from bot.flow_files import parse_files, reporter
from bot.holidays import holidays_from
from bot.matcher_cache import MatcherCache
from bot.papers.catalogue import FOLDER, Papers
from bot.scene import Knowledge
from bot.sources import Sources
from bot.voice import Voice, plain
from desk.deadlines import Hours
from desk.messages import Choice
from faq import variants
from faq.calibration import Calibration, read_calibration
from faq.manners import Manners, parse_manners
from faq.policy import Matcher, build_matcher
from faq.schema import Entry, parse_file
from faq.strangers import as_entries, parse_strangers
from faq.thesaurus import Thesaurus, parse_thesaurus
from flows.engine import FlowBook
from flows.flow import Flow

#: Beside the FAQ files: what `dure faq calibrate` found.
CALIBRATION = "calibration.json"
Form = TypeVar("Form", bound=BaseModel)
#: Tells what keeps content that can be read from going live.
Check = Callable[[Files], tuple[Problem, ...]]
#: Mark of a flow among the ids the matcher knows.
FLOW = "flow:"
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class BrokenContent(Exception):
    """The content has mistakes; the ones that were found are in `problems`."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{p.file}:{p.position.line}: {p.code} {p.details}" for p in problems[:5]))
        self.problems = problems


class _MenuLine(BaseModel):
    model_config = ConfigDict(extra="forbid")
    label: str
    payload: str


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")
    words: dict[str, list[str]]
    menu: list[_MenuLine]


class _Phrases(BaseModel):
    model_config = ConfigDict(extra="forbid")
    phrases: dict[str, str]


class _HoursForm(BaseModel):
    model_config = ConfigDict(extra="forbid")
    hours: dict[str, list[str]]
    closed: list[str] = []
    open: list[str] = []
    answer_within_hours: int = 4


class Loader:
    """Reads one state of the content; collects every problem on the way."""

    def __init__(
        self,
        sources: Sources,
        cache: Path | None,
        *,
        apart: Callable[[Sources, Path], None] | None = None,
        before: Folded | None = None,
    ) -> None:
        self.sources, self.cache = sources, cache
        #: Puts a matcher into the cache without burdening this process.
        self._apart = apart
        self.papers = Papers()
        self.version = sources.version()
        self._kept = MatcherCache(cache, self.version)
        content = read(sources, self.version, cache, served=self.is_indexed and before is None, before=before)
        self.files, self.folded, self._lean = content.files, content.folded, content.lean
        self.calibration = stored_calibration(sources.folders["faq"])
        self.problems: list[Problem] = [problem for files in self.files.values() for file in files for problem in file.problems]

    def load(self, check: Check | None = None, *, matcher: Matcher | None = None) -> Knowledge:
        """The knowledge, with another `matcher` when one is given. Raises BrokenContent with all that is wrong, by `check` too."""
        entries = self.entries()
        flows = self.flows()
        voice, hours, within = self.speech()
        if self.problems:
            raise BrokenContent(tuple(self.problems))
        if check and (faults := check(self.files)):
            raise BrokenContent(faults)
        return Knowledge(
            version=self.version,
            entries={entry.id: _served(entry) for entry in entries},
            matcher=matcher or self.matcher(),
            flows=flows,
            voice=voice,
            hours=hours,
            papers=self.papers,
            answer_within=within,
        )

    @property
    def is_indexed(self) -> bool:
        """Whether the matcher of this content is in the cache."""
        return self._kept.is_full

    def matcher(self) -> Matcher:
        """The matcher of all entries and flows, from the cache if it is there."""
        if self.cache and self._apart and not self.is_indexed:
            self._apart(self.sources, self.cache)
        return self._kept.take_or(self._learn)

    def _learn(self) -> Matcher:
        if self._lean:
            # What serves lacks what a matcher learns from.
            return Loader(self.sources, None).matcher()
        thesaurus, manners, calibration = self.faq_side()
        return build_matcher(self.asked(), thesaurus, manners=manners, calibration=calibration)

    @property
    def is_placed(self) -> bool:
        """Whether problems can be told with their line: what comes from the cache does not know it."""
        return all(file.positions or file.tree is None for files in self.files.values() for file in files)

    @classmethod
    def matcher_of(cls, folder: Path, cache: Path | None) -> Matcher:
        """The matcher of any folder of FAQ YAML, with the thesaurus and manners it brings along."""
        loader = cls(Sources(folders={"faq": folder, "flows": folder / "-", "bot": folder / "-"}), cache)
        return loader.matcher()

    def tree(self, room: str, name: str) -> Tree | None:
        """One file's tree, or None."""
        file = self._file(room, name)
        return file.tree if file else None

    def _file(self, room: str, name: str) -> ContentFile | None:
        return next((file for file in self.files[room] if file.name == name), None)

    def entries(self) -> tuple[Entry, ...]:
        """All FAQ entries that can be read; what is wrong goes to the problems."""
        found: list[Entry] = []
        for file in self.files["faq"]:
            if file.tree is not None and file.name not in FAQ_SIDE_FILES and not file.name.startswith(variants.FOLDER):
                found += parse_file(file.tree, reporter(file, self.problems))
        return variants.with_variants(found, self.phrasings())

    def phrasings(self) -> dict[str, tuple[str, ...]]:
        """What stands beside the entries and flows, by the id the matcher knows them by."""
        further: dict[str, tuple[str, ...]] = {}
        for file in self.files["faq"]:
            if file.tree is not None and file.name.startswith(variants.FOLDER):
                for target, lines in variants.parse_variants(file.tree, reporter(file, self.problems)).items():
                    further[target] = further.get(target, ()) + lines
        return further

    def asked(self) -> tuple[Entry, ...]:
        """Everything the matcher learns: entries, flows, and what is not ours."""
        flows = variants.with_variants(map(askable, self.flows().flows.values()), self.phrasings())
        return (*self.entries(), *flows, *self.strangers())

    def strangers(self) -> tuple[Entry, ...]:
        """What people ask that is not ours; `dure check` reports what is wrong with it."""
        tree = self.tree("faq", "strangers.yaml")
        return as_entries(parse_strangers(tree, _ignore)) if tree is not None else ()

    def faq_side(self) -> tuple[Thesaurus | None, Manners | None, Calibration | None]:
        """What stands beside the entries."""
        thesaurus = self.tree("faq", "thesaurus.yaml")
        manners = self.tree("faq", "manners.yaml")
        return (
            parse_thesaurus(thesaurus, _ignore) if thesaurus is not None else None,
            parse_manners(manners, _ignore) if manners is not None else None,
            self.calibration,
        )

    def flows(self) -> FlowBook:
        """All flows that can be read; what is wrong goes to the problems."""
        found = parse_files(self.files["flows"])
        # The files' own problems are counted already.
        self.problems += [problem for problem in found.problems if problem not in self.problems]
        self.papers = replace(found.papers, folder=str(self.sources.folders["flows"] / FOLDER))
        return found.book

    def speech(self) -> tuple[Voice, Hours, timedelta]:
        """Phrases, words and hours. Raises BrokenContent when one of the files cannot be used at all."""
        phrases = self._form("phrases.yaml", _Phrases)
        words = self._form("words.yaml", _Words)
        hours = self._form("hours.yaml", _HoursForm)
        if phrases is None or words is None or hours is None:
            raise BrokenContent(tuple(self.problems))
        voice = Voice(
            phrases=phrases.phrases,
            words={plain(spelling): word for word, spellings in words.words.items() for spelling in spellings},
            menu=tuple(Choice(label=line.label, payload=line.payload) for line in words.menu),
        )
        return voice, self._hours(hours), timedelta(hours=hours.answer_within_hours)

    def _form(self, name: str, form: type[Form]) -> Form | None:
        file = self._file("bot", name)
        if file is None or file.tree is None:
            self.problems.append(Problem(file=name, position=Position(), code="missing_file", details={"file": name}))
            return None
        try:
            return form.model_validate(file.tree)
        except ValidationError as error:
            for found in error.errors(include_url=False):
                reporter(file, self.problems)(tuple(found["loc"]), "bad_value", value=str(found["input"])[:60])
            return None

    def _hours(self, form: _HoursForm) -> Hours:
        file = self._file("bot", "hours.yaml")
        assert file is not None
        week: dict[int, tuple[tuple[time, time], ...]] = {}
        for name, spans in form.hours.items():
            try:
                week[_DAYS.index(name)] = tuple(_span(span) for span in spans)
            except ValueError:
                reporter(file, self.problems)(("hours", name), "bad_hours", value=", ".join(spans))
        try:
            return Hours(week=week, holidays=holidays_from(form.closed, form.open))
        except ValueError as error:
            reporter(file, self.problems)(("closed",), "not_a_date", value=str(error))
            return Hours(week=week)


def _ignore(loc: Loc, code: str, /, **details: str) -> None:
    """`dure check` reports these; a broken file beside the entries must not keep the service down."""


def _served(entry: Entry) -> Entry:
    """An entry without what only the matcher learns from or only a check looks at."""
    return replace(entry, asks=(), variants=(), tests=(), facts=())


def stored_calibration(folder: Path) -> Calibration | None:
    """What `dure faq calibrate` stored beside the FAQ files; one that is missing or made by another version gives None."""
    try:
        return read_calibration((folder / CALIBRATION).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def askable(flow: Flow) -> Entry:
    """A flow as the matcher sees it: found by what people type when they need it."""
    return Entry(id=f"{FLOW}{flow.id}", topic=flow.topic, title=flow.title, asks=flow.asks, tests=flow.tests)


def _span(text: str) -> tuple[time, time]:
    start, _, end = text.partition("-")
    opens, closes = time.fromisoformat(start.strip()), time.fromisoformat(end.strip())
    if opens >= closes:
        raise ValueError(text)
    return opens, closes
