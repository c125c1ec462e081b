"""Checks that need all entries at once: doubled ids and phrasings, broken ways on, neighbours that collide."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from itertools import chain

from rapidfuzz import fuzz, process

from faq.facts import FACT_CODES, Facts
from faq.laws import LAW_CODES, Laws
from faq.policy import Matcher
from faq.rank import Ranker
from faq.schema import Entry, Loc, Report
from faq.text import words
from faq.verdict import Decision

#: What fits into the messages of the narrowest channel.
LONGEST_ANSWER = 700
FEWEST_ASKS, FEWEST_TESTS = 6, 3
#: Phrasings of two entries that are this much alike cannot be told apart by anybody.
ALIKE = 94.0
#: Among how many entries a phrasing like another's is looked for, and for how many phrasings at once.
NEIGHBOURS, AT_ONCE = 4, 100

#: Every sentence `check` may ask for.
CHECK_CODES = frozenset(
    {
        *("doubled_id", "doubled_phrasing", "near_phrasing", "few_asks", "few_tests", "test_is_phrasing"),
        *("answer_too_long", "unknown_next", "next_is_itself", "review_expired", "dates_reversed", "checked_in_future"),
        *("law_missing", "test_finds_other", "test_finds_nothing"),
    }
    | LAW_CODES
    | FACT_CODES
)


def check(
    entries: Sequence[Entry],
    *,
    today: date,
    report: Report,
    laws: Laws | None = None,
    facts: Facts | None = None,
    flows: Collection[str] = (),
    matcher: Matcher | None = None,
    asked: Collection[int] | None = None,
    shown: Callable[[str], str] = str,
) -> None:
    """Report everything; a place is (index of the entry in `entries`, key, index in the list).

    Without `laws`, `facts` or `flows` what an entry rests on or names is not checked, without a matcher the tests are not run.
    What takes long is done for the entries that are `asked` about only, all if None.
    `shown` makes of an answer what people read: an answer may hold names of numbers.
    """
    _check_ids(entries, report)
    ids = {entry.id for entry in entries}
    for place, entry in enumerate(entries):
        _check_size(place, entry, shown, report)
        _check_dates(place, entry, today, report)
        _check_next(place, entry, ids, flows, report)
        _check_law(place, entry, laws, report)
        _check_facts(place, entry, facts, report)
    _check_phrasings(entries, report)
    if matcher is not None:
        _check_tests(entries, matcher, report, range(len(entries)) if asked is None else asked)


def _check_ids(entries: Sequence[Entry], report: Report) -> None:
    seen: set[str] = set()
    for place, entry in enumerate(entries):
        if entry.id in seen:
            report((place, "id"), "doubled_id", id=entry.id)
        seen.add(entry.id)


def _check_size(place: int, entry: Entry, shown: Callable[[str], str], report: Report) -> None:
    if (length := len(shown(entry.answer))) > LONGEST_ANSWER:
        report((place, "answer"), "answer_too_long", length=str(length), limit=str(LONGEST_ANSWER))
    if len(entry.asks) < FEWEST_ASKS:
        report((place, "asks"), "few_asks", count=str(len(entry.asks)), least=str(FEWEST_ASKS))
    if len(entry.tests) < FEWEST_TESTS:
        report((place, "tests"), "few_tests", count=str(len(entry.tests)), least=str(FEWEST_TESTS))


def _check_dates(place: int, entry: Entry, today: date, report: Report) -> None:
    if entry.as_of > today:
        report((place, "as_of"), "checked_in_future", date=entry.as_of.isoformat())
    if entry.review_by < entry.as_of:
        report((place, "review_by"), "dates_reversed", date=entry.review_by.isoformat())
    elif entry.review_by < today:
        report((place, "review_by"), "review_expired", date=entry.review_by.isoformat())


def _check_next(place: int, entry: Entry, ids: Collection[str], flows: Collection[str], report: Report) -> None:
    for index, target in enumerate(entry.next):
        loc: Loc = (place, "next", index)
        if target == entry.id:
            report(loc, "next_is_itself", id=target)
        elif target.startswith("flow:"):
            if flows and target.removeprefix("flow:") not in flows:
                report(loc, "unknown_next", id=target)
        elif target not in ids:
            report(loc, "unknown_next", id=target)


def _check_law(place: int, entry: Entry, laws: Laws | None, report: Report) -> None:
    if not entry.law:
        report((place, "law"), "law_missing")
    for index, basis in enumerate(entry.law if laws else ()):
        assert laws
        for code, details in laws.faults(basis):
            report((place, "law", index), code, **details)


def _check_facts(place: int, entry: Entry, facts: Facts | None, report: Report) -> None:
    for index, code, details in facts.faults(entry.facts, entry.topic, entry.answer) if facts else ():
        report((place, "facts", index), code, **details)


def _texts(entry: Entry) -> Iterable[tuple[Loc, str]]:
    yield ("title",), entry.title
    yield from ((("asks", index), ask) for index, ask in enumerate(entry.asks))
    yield from ((("variants", index), text) for index, text in enumerate(entry.variants))
    yield from ((("tests", index), test) for index, test in enumerate(entry.tests))


def _check_phrasings(entries: Sequence[Entry], report: Report) -> None:
    seen: dict[str, tuple[int, Loc]] = {}
    for place, entry in enumerate(entries):
        for loc, text in _texts(entry):
            key = "".join(words(text))
            if key not in seen:
                seen[key] = (place, loc)
                continue
            other, where = seen[key]
            code = "test_is_phrasing" if other == place and loc[0] == "tests" and where[0] != "tests" else "doubled_phrasing"
            report((place, *loc), code, text=text, other=entries[other].id)


def near_phrasings(entries: Sequence[Entry], ranker: Ranker, asked: Collection[int]) -> Iterable[tuple[int, Loc, str, str]]:
    """Phrasings of those asked about that are nearly a phrasing of another entry: place, where, the other entry's id and its text.

    Of two that are both asked about the first is told.
    """
    said = [list(map(words, entry.phrasings)) for entry in entries]
    spelt = [list(map("".join, texts)) for texts in said]
    for place in asked:
        locs = [loc for loc, _ in _texts(entries[place]) if loc[0] != "tests"]
        near = chain.from_iterable(ranker.near(said[place][at : at + AT_ONCE], NEIGHBOURS) for at in range(0, len(locs), AT_ONCE))
        for loc, mine, others in zip(locs, spelt[place], near, strict=True):
            for other in others:
                if other >= len(spelt) or other == place or (other < place and other in asked):
                    continue
                for theirs, _, index in process.extract(mine, spelt[other], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None):
                    if mine != theirs:
                        yield place, loc, entries[other].id, entries[other].phrasings[index]


def _check_tests(entries: Sequence[Entry], matcher: Matcher, report: Report, asked: Collection[int]) -> None:
    for place, loc, other, text in near_phrasings(entries, matcher.ranker, asked):
        report((place, *loc), "near_phrasing", other=other, text=text)
    for place in asked:
        entry = entries[place]
        for index, test in enumerate(entry.tests):
            verdict = matcher.match(test)
            found = verdict.hits[0].id if verdict.hits and not verdict.manner else verdict.manner
            if found != entry.id:
                report((place, "tests", index), "test_finds_other" if found else "test_finds_nothing", text=test, other=found)
            elif verdict.decision is Decision.NONE:
                report((place, "tests", index), "test_finds_nothing", text=test, other=found)
