"""What an edit must pass before it goes live.

All that can be seen by reading is looked at in all content, which takes a moment; examples are run and ways are walked only in flows
that the edit touches, as far as the time goes. What was wrong before the edit, or became so because a day has passed, is no reason to
refuse it: it is taken off by looking through the content that is live on the same day.
"""

import time
from collections import Counter
from collections.abc import Callable, Collection
from datetime import date

import structlog

from bot.check_speech import check_words
from bot.content_cache import Files, Folded, Trees, fold, unfold
from bot.content_files import ContentFile, Position, Problem
from bot.findings import HINTS
from bot.flow_files import EXAMPLES, GLOSSARY, HOLIDAYS, RATES, SCHEDULES, WORDING
from bot.papers.catalogue import FOLDER
from bot.review import Depth, review
from bot.sources import ROOMS, Sources
from flows.check import Effort

log = structlog.get_logger()

#: Seconds of computing that examples and ways may take; the rest is left to `dure check`.
SECONDS = 2.0
#: Room and name of a file.
Name = tuple[str, str]
#: A problem and the room it is in.
Placed = tuple[str, Problem]


class Gate:
    """Remembers the content that is live, and tells what an edit would break."""

    def __init__(self, sources: Sources, today: Callable[[], date], *, seconds: float = SECONDS) -> None:
        self._sources, self._today, self._seconds = sources, today, seconds
        self._live: Folded = fold(dict.fromkeys(ROOMS, ()))

    def keep(self, folded: Folded) -> None:
        """This content is live now, as `fold` gave it."""
        self._live = folded

    def faults(self, files: Files) -> tuple[Problem, ...]:
        """What this content has wrong that the live content has not; that of edited files comes first."""
        live = unfold(self._live)
        edited = _edited(files, live)
        touched = _Touched(edited)
        found = self._find(files, touched, self._seconds) if edited else []
        if not found:
            return ()
        before = {room: tuple(ContentFile(name=name, tree=tree, positions={}) for name, tree in live[room].items()) for room in ROOMS}
        known = Counter(_key(problem) for _, problem in self._find(before, touched, 2 * self._seconds))
        new = Counter(_key(problem) for _, problem in found) - known
        found = [one for one in found if _key(one[1]) in new]
        return tuple(problem for _, problem in sorted(found, key=lambda one: _order(one, edited)))

    def _find(self, files: Files, touched: "_Touched", seconds: float) -> list[Placed]:
        """Everything wrong with this content; content that the check cannot get through is not good either."""
        try:
            return self._look(files, touched, seconds)
        except Exception as error:
            log.exception("content_check_broke_off")
            room, name = min(touched.edited)
            return [(room, Problem(file=name, position=Position(), code="check_broke_off", details={"reason": type(error).__name__}))]

    def _look(self, files: Files, touched: "_Touched", seconds: float) -> list[Placed]:
        started = time.thread_time()
        effort = touched.effort(files, lambda: time.thread_time() - started < seconds)
        seen = review(files, self._sources, self._today(), Depth(effort=effort, tests=False, templates=touched.papers))
        check_words(files["bot"], seen.problems["bot"], entries=seen.entries, flows=seen.flows)
        if seen.count.left:
            log.warning("content_not_walked", flows=seen.count.left, cure="dure check")
        found: list[Placed] = []
        for room in ROOMS:
            found += [(room, problem) for problem in seen.problems[room] if problem.code not in HINTS and (room, problem) not in found]
        return found


class _Touched:
    """What of the flows an edit touches."""

    def __init__(self, edited: Collection[Name]) -> None:
        self.edited = edited
        self._names = {name for room, name in edited if room == "flows"}
        self.papers = any(name.startswith(FOLDER) for name in self._names)
        #: Numbers and days reach into all flows that calculate, and which ones only the calculators know.
        self._numbers = any(name.startswith((RATES, SCHEDULES)) or name == HOLIDAYS for name in self._names)
        self._words = not self._names.isdisjoint((WORDING, GLOSSARY))

    def effort(self, files: Files, go_on: Callable[[], bool]) -> Effort:
        """Edited flows first; then those that share what was edited."""
        trees = {file.name: file.tree for file in files["flows"] if isinstance(file.tree, dict)}
        ids = {name: str(tree.get("flow" if name.endswith(EXAMPLES) else "id")) for name, tree in trees.items()}
        own = tuple(dict.fromkeys(flow for name, flow in ids.items() if name in self._names))
        rest = tuple(dict.fromkeys(flow for flow in ids.values() if flow not in own))
        run = own + (rest if self._numbers or self._words else ())
        return Effort(run=run, walk=own + (rest if self._numbers else ()), go_on=go_on)


def _edited(files: Files, live: Trees) -> frozenset[Name]:
    """Files that are new, gone, or say something else; a comment says nothing."""
    now = {(room, file.name): file.tree for room in ROOMS for file in files[room]}
    then = {(room, name): tree for room in ROOMS for name, tree in live[room].items()}
    return frozenset(name for name in now.keys() | then.keys() if now.get(name) != then.get(name))


def _key(problem: Problem) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What makes two problems the same, wherever they stand: an edit moves lines, and entries to other files."""
    return problem.code, tuple(sorted(problem.details.items()))


def _order(placed: Placed, edited: Collection[Name]) -> tuple[bool, str, str, Position]:
    room, problem = placed
    return (room, problem.file) not in edited, room, problem.file, problem.position
