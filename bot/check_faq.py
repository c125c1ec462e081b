"""Reads all FAQ files for the check and puts every finding at the line of its entry."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TypeVar

from bot.content_cache import FAQ_SIDE_FILES
from bot.content_files import ContentFile, Loc, Problem, Tree
from bot.flow_files import FlowFiles, reporter
from bot.knowledge import FLOW, askable
from bot.matcher_cache import MatcherCache
from faq.calibration import Calibration
from faq.check import check
from faq.facts import Facts, parse_facts
from faq.laws import Laws, parse_laws
from faq.manners import Manners, parse_manners
from faq.outside import parse_outside
from faq.policy import Matcher, build_matcher
from faq.schema import Entry, Report, parse_file
from faq.strangers import Stranger, as_entries, parse_strangers
from faq.text import words
from faq.thesaurus import Thesaurus, parse_thesaurus
from faq.variants import FOLDER, parse_variants, with_variants
from flows.rates import RateError, Rates
from flows.wording import fill

Parsed = TypeVar("Parsed")
#: Of the room and the name of a file.
Wanted = Callable[[str, str], bool]
#: What holds for the words that start a flow as well, and for its test questions.
_OF_FLOWS = ("doubled_phrasing", "near_phrasing", "test_is_phrasing", "test_finds_other", "test_finds_nothing")


@dataclass(slots=True, kw_only=True)
class FaqFiles:
    """All entries, each with the file and the place it stands at."""

    problems: list[Problem]
    entries: list[Entry] = field(default_factory=list)
    places: list[tuple[ContentFile, Loc]] = field(default_factory=list)
    #: The further phrasings by entry or flow, each with the place it stands at.
    variants: dict[str, list[tuple[str, ContentFile, Loc]]] = field(default_factory=dict)
    side: dict[str, ContentFile] = field(default_factory=dict)
    #: What the basis of an answer may name; None leaves it unchecked.
    laws: Laws | None = None
    #: What an answer may rest on; None leaves it unchecked.
    facts: Facts | None = None

    @classmethod
    def read(cls, files: tuple[ContentFile, ...], problems: list[Problem]) -> "FaqFiles":
        """Read all files; what is wrong with their form goes to `problems`."""
        found = cls(problems=problems)
        for file in files:
            if file.tree is None:
                continue
            if file.name in FAQ_SIDE_FILES:
                found.side[file.name] = file
            elif file.name.startswith(FOLDER):
                found._take_variants(file)
            else:
                found._take(file)
        found.entries = found.joined(found.entries)
        laws = found.beside("laws.yaml", parse_laws)
        found.laws = laws if laws and laws.names else None
        facts = found.beside("facts.yaml", parse_facts)
        found.facts = facts if facts and facts.dossiers else None
        return found

    def _take(self, file: ContentFile) -> None:
        assert file.tree is not None
        places = _places(file)
        for entry in parse_file(file.tree, reporter(file, self.problems)):
            rows = places.get(entry.id, [])
            self.entries.append(entry)
            self.places.append((file, ("entries", rows.pop(0) if rows else 0)))

    def _take_variants(self, file: ContentFile) -> None:
        assert file.tree is not None
        for target, lines in parse_variants(file.tree, reporter(file, self.problems)).items():
            self.variants.setdefault(target, []).extend((line, file, ("phrasings", target, index)) for index, line in enumerate(lines))

    def joined(self, entries: Iterable[Entry]) -> list[Entry]:
        """Entries or flows with their further phrasings."""
        return list(with_variants(entries, {target: tuple(text for text, _, _ in found) for target, found in self.variants.items()}))

    def check_targets(self, asked: Iterable[Entry]) -> None:
        """Further phrasings of what is not there are of no use."""
        for unknown in self.variants.keys() - {entry.id for entry in asked}:
            for _, file, loc in self.variants[unknown][:1]:
                reporter(file, self.problems)(loc[:2], "unknown_next", id=unknown)

    def wants(self, target: str, wanted: Wanted) -> bool:
        """Whether further phrasings of an entry or flow stand in a file that is wanted."""
        return any(wanted("faq", name) for name in {file.name for _, file, _ in self.variants.get(target, ())})

    def asked(self, wanted: Wanted) -> list[int]:
        """The entries of which something stands in a file that is wanted."""
        files = [file.name for file, _ in self.places]
        return [
            place
            for place, (entry, name) in enumerate(zip(self.entries, files, strict=True))
            if wanted("faq", name) or self.wants(entry.id, wanted)
        ]

    def beside(self, name: str, parse: Callable[[Tree, Report], Parsed]) -> Parsed | None:
        """What one of the files beside the entries holds; None when it is not there."""
        file = self.side.get(name)
        return None if file is None or file.tree is None else parse(file.tree, reporter(file, self.problems))

    def report(self, loc: Loc, code: str, /, **details: str) -> None:
        """A finding at (index of the entry, key, ...)."""
        file, entry = self.places[int(loc[0])]
        if loc[1:2] == ("variants",):
            self.report_variant(self.entries[int(loc[0])].id, int(loc[2]), code, **details)
        else:
            reporter(file, self.problems)((*entry, *loc[1:]), code, **details)

    def report_variant(self, target: str, index: int, code: str, /, **details: str) -> None:
        """A finding at one of the further phrasings of an entry or flow."""
        _, file, where = self.variants[target][index]
        reporter(file, self.problems)(where, code, **details)


def _places(file: ContentFile) -> dict[str, list[int]]:
    """Where the entries of each id stand in a file."""
    rows = file.tree.get("entries") if isinstance(file.tree, dict) else None
    found: dict[str, list[int]] = {}
    for index, row in enumerate(rows if isinstance(rows, list) else []):
        if isinstance(row, dict) and isinstance(row.get("id"), str):
            found.setdefault(str(row["id"]).strip(), []).append(index)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Tests:
    """What it takes to ask the test questions."""

    calibration: Calibration | None
    #: Where a matcher may be kept that has learned this content already.
    kept: MatcherCache
    #: Whether what is wrong in a file of a room is wanted.
    wanted: Wanted

    def matcher(self, entries: Sequence[Entry], thesaurus: Thesaurus, manners: Manners | None, *, sound: bool) -> Matcher:
        """The matcher of these entries; what was learned from content that is not `sound` is not kept, it would push out what is in use."""
        kept = self.kept.take()
        if kept and kept.learned == tuple(entry.id for entry in entries):
            return kept
        matcher = build_matcher(entries, thesaurus, manners=manners, calibration=self.calibration)
        if sound:
            self.kept.keep(matcher)
        return matcher


def check_faq(faq: FaqFiles, flows: FlowFiles, flow_problems: list[Problem], today: date, tests: Tests | None) -> None:
    """Check all entries together, ask every test question if that is wanted, and keep what starts a flow apart from what finds an entry."""
    thesaurus = faq.beside("thesaurus.yaml", parse_thesaurus) or Thesaurus()
    polite = faq.beside("manners.yaml", parse_manners)
    faq.beside("out-of-scope.yaml", parse_outside)
    strangers = faq.beside("strangers.yaml", parse_strangers) or ()
    strange = as_entries(strangers)
    if not faq.entries:
        return
    known = tuple(flows.book.flows.values())
    asked = (*faq.entries, *faq.joined(map(askable, known)))
    faq.check_targets(asked)
    _check_strangers(faq, strangers, asked)

    def report(loc: Loc, code: str, /, **details: str) -> None:
        place = int(loc[0])
        if place < len(faq.entries):
            faq.report(loc, code, **details)
        elif loc[1:2] == ("variants",):
            faq.report_variant(asked[place].id, int(loc[2]), code, **details)
        elif code in _OF_FLOWS:
            file = flows.flow_files[known[place - len(faq.entries)].id]
            reporter(file, flow_problems)(loc[1:], code, **details)

    wanted = _wanted(faq, flows, tests.wanted) if tests else []
    sound = not (faq.problems or flow_problems)
    matcher = tests.matcher((*asked, *strange), thesaurus, polite, sound=sound) if tests and wanted else None
    names = tuple(flows.book.flows) or ("-",)
    shown = partial(fill, lookup=partial(_number, flows.book.rates, today))
    check(asked, today=today, report=report, laws=faq.laws, facts=faq.facts, flows=names, matcher=matcher, asked=wanted, shown=shown)


def _wanted(faq: FaqFiles, flows: FlowFiles, wanted: Wanted) -> list[int]:
    """The places of entries and flows of which something stands in a file that is wanted."""
    known = [
        place
        for place, flow in enumerate(flows.book.flows)
        if wanted("flows", flows.flow_files[flow].name) or faq.wants(f"{FLOW}{flow}", wanted)
    ]
    return [*faq.asked(wanted), *(len(faq.entries) + place for place in known)]


def _check_strangers(faq: FaqFiles, strangers: Sequence[Stranger], asked: Sequence[Entry]) -> None:
    """What an entry or a flow is asked with cannot be a stranger's as well."""
    ours = {"".join(words(text)): entry.id for entry in asked for text in entry.phrasings}
    for topic, stranger in enumerate(strangers):
        for place, text in enumerate(stranger.asks):
            if entry := ours.get("".join(words(text))):
                loc = ("strangers", topic, "asks", place)
                reporter(faq.side["strangers.yaml"], faq.problems)(loc, "doubled_phrasing", text=text, other=entry)


def _number(rates: Rates, today: date, name: str) -> str | None:
    try:
        return rates.text(name, today)
    except RateError:
        return None
