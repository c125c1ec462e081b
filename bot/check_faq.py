"""Reads all FAQ files for the check and puts every finding at the line of its entry."""

from dataclasses import dataclass, field
from datetime import date

from bot.content_files import ContentFile, Loc, Problem
from bot.flow_files import FlowFiles, reporter
from bot.knowledge import FAQ_SIDE_FILES, askable
from faq.calibration import DEFAULT
from faq.check import check
from faq.manners import parse_manners
from faq.policy import build_matcher
from faq.schema import Entry, parse_file
from faq.thesaurus import Thesaurus, parse_thesaurus

_MANNERS, _THESAURUS = "manners.yaml", "thesaurus.yaml"
#: What holds for the words that start a flow as well.
_OF_FLOWS = ("doubled_phrasing", "near_phrasing")


@dataclass(slots=True, kw_only=True)
class FaqFiles:
    """All entries, each with the file and the place it stands at."""

    problems: list[Problem]
    entries: list[Entry] = field(default_factory=list)
    places: list[tuple[ContentFile, Loc]] = field(default_factory=list)
    side: dict[str, ContentFile] = field(default_factory=dict)

    @classmethod
    def read(cls, files: tuple[ContentFile, ...], problems: list[Problem]) -> "FaqFiles":
        """Read all files; what is wrong with their form goes to `problems`."""
        found = cls(problems=problems)
        for file in files:
            if file.tree is None:
                continue
            if file.name in FAQ_SIDE_FILES:
                found.side[file.name] = file
            else:
                found._take(file)
        return found

    def _take(self, file: ContentFile) -> None:
        assert file.tree is not None
        places = _places(file)
        for entry in parse_file(file.tree, reporter(file, self.problems)):
            rows = places.get(entry.id, [])
            self.entries.append(entry)
            self.places.append((file, ("entries", rows.pop(0) if rows else 0)))

    def report(self, loc: Loc, code: str, /, **details: str) -> None:
        """A finding at (index of the entry, key, ...)."""
        file, entry = self.places[int(loc[0])]
        reporter(file, self.problems)((*entry, *loc[1:]), code, **details)


def _places(file: ContentFile) -> dict[str, list[int]]:
    """Where the entries of each id stand in a file."""
    rows = file.tree.get("entries") if isinstance(file.tree, dict) else None
    found: dict[str, list[int]] = {}
    for index, row in enumerate(rows if isinstance(rows, list) else []):
        if isinstance(row, dict) and isinstance(row.get("id"), str):
            found.setdefault(str(row["id"]).strip(), []).append(index)
    return found


def check_faq(faq: FaqFiles, flows: FlowFiles, flow_problems: list[Problem], today: date) -> None:
    """Check all entries together, ask every test question, and keep what starts a flow apart from what finds an entry."""
    thesaurus, manners = faq.side.get(_THESAURUS), faq.side.get(_MANNERS)
    words = parse_thesaurus(thesaurus.tree, reporter(thesaurus, faq.problems)) if thesaurus and thesaurus.tree is not None else Thesaurus()
    polite = parse_manners(manners.tree, reporter(manners, faq.problems)) if manners and manners.tree is not None else None
    if not faq.entries:
        return
    known = tuple(flows.book.flows.values())
    asked = (*faq.entries, *map(askable, known))

    def report(loc: Loc, code: str, /, **details: str) -> None:
        place = int(loc[0])
        if place < len(faq.entries):
            faq.report(loc, code, **details)
        elif code in _OF_FLOWS:
            file = flows.flow_files[known[place - len(faq.entries)].id]
            reporter(file, flow_problems)(loc[1:], code, **details)

    matcher = build_matcher(asked, words, manners=polite, calibration=DEFAULT)
    check(asked, today=today, report=report, flows=tuple(flows.book.flows) or ("-",), matcher=matcher)
