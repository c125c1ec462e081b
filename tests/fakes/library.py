"""Knowledge to test with: the shipped phrases and flows, and a handful of FAQ entries that load in a moment."""

from functools import cache
from pathlib import Path

from bot.knowledge import Loader
from bot.scene import Knowledge
from bot.sources import Sources

CONTENT = Path(__file__).parent / "content"


@cache
def small_knowledge() -> Knowledge:
    """The same knowledge for every test: nothing in it can change."""
    return Loader(Sources.of(CONTENT), None).load()


@cache
def shipped_knowledge() -> Knowledge:
    """What people get."""
    return Loader(Sources.of(None), None).load()
