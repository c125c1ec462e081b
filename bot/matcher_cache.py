"""Keeps what was learned from each state of the content, so that nobody learns the same twice."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bot.content_cache import mapped, write
from faq.policy import DUMP_VERSION, Matcher, StaleDump, load_matcher


class MatcherCache:
    """The matcher of one state of the content; without a folder nothing is kept."""

    def __init__(self, folder: Path | None, version: str) -> None:
        self._dump = folder / f"matcher-{DUMP_VERSION}-{version}.dump" if folder else None

    @property
    def is_full(self) -> bool:
        """Whether the matcher is there."""
        return self._dump is not None and self._dump.exists()

    def take(self) -> Matcher | None:
        """The matcher; None when it is not there, or is damaged and has to be learned again."""
        if not self._dump or not self._dump.exists():
            return None
        try:
            return load_matcher(mapped(self._dump))
        except (StaleDump, OSError, ValueError):
            with suppress(OSError):
                self._dump.unlink(missing_ok=True)
        return None

    def take_or(self, learn: Callable[[], Matcher]) -> Matcher:
        """The matcher, learned when it is not there, and kept."""
        if kept := self.take():
            return kept
        matcher = learn()
        self.keep(matcher)
        return matcher

    def keep(self, matcher: Matcher) -> None:
        """Keep what was learned."""
        if self._dump:
            write(self._dump, matcher.dump())
