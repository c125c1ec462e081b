"""How often the matcher is right, how honest its confidence is, and how fast it is, beside a RapidFuzz scan of the same run.

python -m bench.matching [FILE OF PARAPHRASES]
"""

import gc
import math
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from rapidfuzz import fuzz, process

from bench.beds import SEED, Asked, Content, colloquial, left_out, misspelt, paraphrases, shipped, synthetic
from bench.rows import Row, anchor, show
from faq import hangul
from faq.policy import Matcher, build_matcher
from faq.schema import Entry
from faq.verdict import Decision

#: RapidFuzz is asked this many questions only: it is slow.
BASELINE = 100
BINS = 10
#: Phrasings beside the title that an entry has where staff write them all themselves.
FEW = 6


def share(hits: int, count: int) -> str:
    """A share with its 95 % interval (Wilson)."""
    if not count:
        return "no questions"
    z, part = 1.96, hits / count
    middle = (part + z * z / (2 * count)) / (1 + z * z / count)
    half = z * math.sqrt(part * (1 - part) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return f"{part:6.1%} ({middle - half:.1%} to {middle + half:.1%}, n={count})"


def found(matcher: Matcher, asked: Sequence[Asked], spoil: Callable[[str], str] = str) -> tuple[int, int]:
    """How many entries stand first, and among the first three."""
    first = three = 0
    for one in asked:
        verdict = matcher.match(spoil(one.text))
        ids = [hit.id for hit in verdict.hits[:3]] if not verdict.manner else []
        first += ids[:1] == [one.entry]
        three += one.entry in ids
    return first, three


def scan(entries: Sequence[Entry], asked: Sequence[Asked]) -> str:
    """Top-1 of the best single phrasing by WRatio."""
    lines = [(text, entry.id) for entry in entries for text in entry.phrasings]
    texts = [text for text, _ in lines]
    few = random.Random(SEED).sample(list(asked), min(BASELINE, len(asked)))
    hits = 0
    for one in few:
        best = process.extractOne(one.text, texts, scorer=fuzz.WRatio)
        hits += best is not None and lines[best[2]][1] == one.entry
    return f"WRatio {hits / max(len(few), 1):.1%}"


def quality(content: Content, matcher: Matcher) -> list[Row]:
    """The content's own tests, clean and spoilt."""
    asked, plain = content.tests, colloquial(content.tests)
    first, three = found(matcher, asked)
    rows = [
        Row(what="tests, top-1", value=share(first, len(asked)), ratio=scan(content.entries, asked), aim=">= 97 %"),
        Row(what="tests, top-3", value=share(three, len(asked)), aim=">= 99 %"),
        Row(
            what="colloquial tests, top-1",
            value=share(found(matcher, plain)[0], len(plain)),
            ratio=scan(content.entries, plain),
            aim=">= 90 %",
        ),
    ]
    if content.flow_tests:
        first_flow, three_flows = found(matcher, content.flow_tests)
        rows += [
            Row(
                what="tests of flows, top-1",
                value=share(first_flow, len(content.flow_tests)),
                ratio=scan(content.entries, content.flow_tests),
            ),
            Row(what="tests of flows, top-3", value=share(three_flows, len(content.flow_tests))),
        ]
    for name, spoil in misspelt().items():
        hits = found(matcher, asked, spoil)[0]
        rows.append(
            Row(
                what=f"tests with {name}, top-1",
                value=share(hits, len(asked)),
                ratio=f"{(hits - first) / len(asked):+.1%}",
                aim="-1.5 points",
            )
        )
    titles = list({one.entry: Asked(text=one.title, entry=one.entry, title=one.title) for one in asked}.values())
    hits = found(matcher, titles, hangul.initials)[1]
    return [*rows, Row(what="first letters of titles, top-3", value=share(hits, len(titles)), aim=">= 90 %")]


def honesty(content: Content, matcher: Matcher) -> list[Row]:
    """Who is answered, and whether the confidence keeps its promise."""
    verdicts = [(matcher.match(one.text), one.entry) for one in content.tests]
    answered = [verdict.entry == entry for verdict, entry in verdicts if verdict.decision is Decision.ANSWER]
    strangers = [matcher.match(text) for text in content.outside]
    wrong = sum(verdict.decision is Decision.ANSWER for verdict in strangers)
    pairs = [(verdict.confidence, bool(verdict.hits) and verdict.hits[0].id == entry) for verdict, entry in verdicts]
    pairs += [(verdict.confidence, False) for verdict in strangers if not verdict.manner]
    return [
        Row(what="tests answered outright", value=share(len(answered), len(verdicts)), aim=">= 90 %"),
        Row(what="answers that are right", value=share(sum(answered), len(answered))),
        Row(what="out of scope, answered", value=share(wrong, len(strangers)), aim="<= 1 %"),
        Row(what="expected calibration error", value=f"{calibration_error(pairs):.3f}", aim="<= 0.03"),
        *diagram(pairs),
    ]


def calibration_error(pairs: Sequence[tuple[float, bool]]) -> float:
    """Mean distance of what was promised and what was kept, over bins of the same width."""
    bins = _bins(pairs)
    return sum(len(one) * abs(_mean([p for p, _ in one]) - _mean([float(right) for _, right in one])) for one in bins if one) / max(
        len(pairs), 1
    )


def diagram(pairs: Sequence[tuple[float, bool]]) -> list[Row]:
    """One line a bin: promised, kept, and a bar."""
    rows = []
    for place, one in enumerate(_bins(pairs)):
        if one:
            kept = _mean([float(right) for _, right in one])
            bar = "#" * round(20 * kept)
            rows.append(
                Row(what=f"  confidence {place / BINS:.1f} to {(place + 1) / BINS:.1f}", value=f"right {kept:4.0%} {bar:20} n={len(one)}")
            )
    return rows


def _bins(pairs: Sequence[tuple[float, bool]]) -> list[list[tuple[float, bool]]]:
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for pair in pairs:
        bins[min(int(pair[0] * BINS), BINS - 1)].append(pair)
    return bins


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def unseen(content: Content) -> list[Row]:
    """Phrasings that the index has not learned, asked of an index without the tests."""
    rows = []
    for name, kept, bare, thesaurus in (
        ("two asks left out", 0, False, content.thesaurus),
        ("two asks left out, no thesaurus", 0, False, None),
        ("three phrasings, no answers, no thesaurus", 3, True, None),
    ):
        entries, asked = left_out([entry for entry in content.entries if len(entry.asks) > 3], kept=kept, asked=2, bare=bare)
        first, three = found(build_matcher(entries, thesaurus), asked)
        rows.append(Row(what=f"{name}, top-1", value=share(first, len(asked)), ratio=scan(entries, asked)))
        rows.append(Row(what=f"{name}, top-3", value=share(three, len(asked))))
    return rows


def speed(content: Content) -> list[Row]:
    """Time a question and a build, and memory."""
    few = [replace(entry, asks=entry.asks[:FEW], variants=()) for entry in content.entries[:400]]
    rows = [_build_speed(content, content.entries, ""), _build_speed(content, few, "< 2 s")]
    for phrasings, each, aim in ((3_000, 3, "p99 < 1 ms"), (100_000, 10, "p99 < 5 ms, 20 x")):
        entries = synthetic(content.entries, phrasings, each)
        gc.collect()
        before, start = _resident(), time.perf_counter()
        matcher = build_matcher(entries)
        built, memory = time.perf_counter() - start, _resident() - before
        rows.append(
            Row(
                what=f"build, {len(entries)} entries x {each}, fitted",
                value=f"{built:.1f} s, {memory:.0f} MB",
                aim="< 60 s, < 60 MB" if each == 3 else "",
            )
        )
        rows.append(_query_speed(content, matcher, entries, phrasings, aim))
    return rows


def _build_speed(content: Content, entries: Sequence[Entry], aim: str) -> Row:
    start = time.perf_counter()
    build_matcher(entries, content.thesaurus, manners=content.manners, calibration=content.calibration)
    spent, texts = time.perf_counter() - start, sum(len(entry.phrasings) for entry in entries)
    return Row(what=f"build, {len(entries)} entries and topics, {texts} phrasings", value=f"{spent:.1f} s", aim=aim)


def _query_speed(content: Content, matcher: Matcher, entries: Sequence[Entry], phrasings: int, aim: str) -> Row:
    asked = [one.text for one in content.tests][:500] + [entry.asks[0] + " 궁금" for entry in entries[:500]]
    for text in asked[:50]:
        matcher.match(text)
    # The best of three: other programs on the machine are not what is measured.
    spent = sorted(min(_seconds(lambda text=text: matcher.match(text)) for _ in range(3)) for text in asked)
    texts = [text for entry in entries for text in entry.phrasings]
    slow = _mean([_seconds(lambda text=text: process.extractOne(text, texts, scorer=fuzz.WRatio)) for text in asked[:10]])
    p50, p99 = spent[len(spent) // 2], spent[int(len(spent) * 0.99)]
    value = f"p50 {1000 * p50:.2f} ms, p99 {1000 * p99:.2f} ms"
    return Row(
        what=f"question, {phrasings} phrasings", value=value, ratio=f"WRatio {1000 * slow:.1f} ms, {slow / _mean(spent):.0f} x", aim=aim
    )


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _resident() -> float:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096 / 2**20


def run(path: Path | None = None) -> list[Row]:
    """Everything, in the order of the table; of a file of paraphrases only what can be said of it."""
    content = paraphrases(path) if path else shipped()
    matcher = build_matcher(content.entries, content.thesaurus, manners=content.manners, calibration=content.calibration)
    rows = [*quality(content, matcher), *honesty(content, matcher)]
    return rows if path else [*rows, *unseen(content), *speed(content)]


if __name__ == "__main__":
    print(f"anchor: {anchor()}")
    show("Matching", run(*map(Path, sys.argv[1:2])))
