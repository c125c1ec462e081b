"""Knowledge to test with: the shipped phrases and flows, and a handful of FAQ entries that load in a moment."""

import os
from functools import cache
from pathlib import Path

from bot.indexer import index_apart
from bot.knowledge import Loader
from bot.scene import Knowledge
from bot.sources import Sources

CONTENT = Path(__file__).parent / "content"
#: What one run of the tests has learned from shipped content, and from the small one; `tests/conftest.py` makes the folder.
CACHE = Path(os.environ.get("DURE_TEST_CACHE", "var/cache"))
SMALL_CACHE = CACHE / "small"


@cache
def small_knowledge() -> Knowledge:
    """The same knowledge for every test: nothing in it can change."""
    return Loader(Sources.of(CONTENT), SMALL_CACHE).load()


@cache
def shipped_knowledge() -> Knowledge:
    """What people get."""
    return Loader(Sources.of(None), CACHE, apart=index_apart).load()
