"""Looks through all content together: what `dure check` tells, and, as far as it is asked to, what new content must pass to go live."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.check_basis import check_facts, check_laws
from bot.check_faq import FaqFiles, Tests, Wanted, check_faq
from bot.check_papers import check_papers
from bot.check_rates import check_rates
from bot.content_cache import Files
from bot.content_files import Problem
from bot.flow_files import FlowFiles, parse_files, reporter
from bot.knowledge import stored_calibration
from bot.matcher_cache import MatcherCache
from bot.sources import ROOMS, Sources
from flows.check import EVERYTHING, Count, Effort
from flows.check import check as check_flows
from flows.tree import Loc


def _all(_room: str, _name: str) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """What of the slow part is done."""

    effort: Effort = EVERYTHING
    #: Whether the test questions of all entries are asked; that takes a matcher, which may be kept in a folder.
    tests: bool = True
    cache: Path | None = None
    #: Of which files what is wrong is wanted, by room and name.
    wanted: Wanted = _all
    #: Whether the templates of papers are filled.
    templates: bool = True


WHOLE = Depth()


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What was found, by room, and what it was found in."""

    problems: dict[str, list[Problem]]
    #: Ids of all entries, doubled ones twice.
    entries: tuple[str, ...]
    flows: frozenset[str]
    count: Count


def review(files: Files, sources: Sources, today: date, depth: Depth = WHOLE) -> Review:
    """Look through the files of all rooms; the bot's own phrases and words are looked at elsewhere."""
    problems = {room: [problem for file in files[room] for problem in file.problems] for room in ROOMS}
    flows = parse_files(files["flows"])
    problems["flows"] += [problem for problem in flows.problems if problem not in problems["flows"]]
    faq = FaqFiles.read(files["faq"], problems["faq"])
    entries = tuple(entry.id for entry in faq.entries)
    count = _check_flows(flows, frozenset(entries), problems["flows"], today, _effort(flows, depth))
    check_papers(flows, files["flows"], problems["flows"], sources.folders["flows"], today, templates=depth.templates)
    check_faq(faq, flows, problems["flows"], today, _tests(sources, depth) if depth.tests else None)
    check_laws(faq.laws, files["flows"], problems["flows"])
    check_facts(faq.facts, flows, problems["flows"])
    check_rates(faq, flows, problems["flows"], today)
    return Review(problems=problems, entries=entries, flows=frozenset(flows.book.flows), count=count)


def _effort(flows: FlowFiles, depth: Depth) -> Effort:
    """The flows that are walked and whose examples are run."""
    files = {flow: {file.name for file in (flows.flow_files[flow], flows.example_files.get(flow)) if file} for flow in flows.book.flows}
    own = [flow for flow, names in files.items() if any(depth.wanted("flows", name) for name in names)]
    run, walk = (own if some is None else [flow for flow in some if flow in own] for some in (depth.effort.run, depth.effort.walk))
    return replace(depth.effort, run=tuple(run), walk=tuple(walk))


def _tests(sources: Sources, depth: Depth) -> Tests:
    calibration, kept = stored_calibration(sources.folders["faq"]), MatcherCache(depth.cache, sources.version())
    return Tests(calibration=calibration, kept=kept, wanted=depth.wanted)


def _check_flows(flows: FlowFiles, entries: frozenset[str], problems: list[Problem], today: date, effort: Effort) -> Count:
    def report(flow: str, loc: Loc, code: str, details: Mapping[str, str], /, *, examples: bool = False) -> None:
        file = (flows.example_files if examples else flows.flow_files)[flow]
        reporter(file, problems)(loc, code, **details)

    return check_flows(flows.book, flows.examples, report, today, offers=entries, effort=effort)
