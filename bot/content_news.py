"""Tells counselors and staff when an edit of the content could not go live, and when it is good again: console and group."""

from collections.abc import Awaitable, Callable

from bot.content_files import Problem
from bot.findings import finding_of
from bot.voice import Voice


class ContentNews:
    """What the console shows above the queue; empty while the newest edit is live."""

    def __init__(self, voice: Callable[[], Voice], announce: Callable[[str], Awaitable[None]], wake: Callable[[], None]) -> None:
        self._voice = voice
        self._announce = announce
        self._wake = wake
        self.text = ""

    async def take(self, problems: tuple[Problem, ...]) -> None:
        """After every reload: the problems found, none when the new content is live."""
        before, self.text = self.text, self._sentence(problems)
        if self.text != before:
            self._wake()
            await self._announce(self.text or self._voice().say("content_mended"))

    def _sentence(self, problems: tuple[Problem, ...]) -> str:
        if not problems:
            return ""
        return self._voice().say("content_refused", finding=str(finding_of(problems[0], "")), count=str(len(problems)))
