"""Promises hold on both engines."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.databases import database, database_url, opened, postgres_url
from tests.promises.house import House, house

__all__ = ["database", "database_url", "desk_house", "empty_url", "postgres_url", "webhook_house"]


@pytest.fixture
async def empty_url(database_url: str) -> str:
    """The address of a migrated database without any row."""
    async with opened(database_url):
        return database_url


@pytest.fixture
async def desk_house(empty_url: str, tmp_path: Path) -> AsyncIterator[House]:
    """A whole service beside its fake Telegram."""
    async with house(empty_url, tmp_path) as made:
        yield made


@pytest.fixture
async def webhook_house(empty_url: str, tmp_path: Path) -> AsyncIterator[House]:
    """The same, called by Telegram."""
    async with house(empty_url, tmp_path, telegram_mode="webhook", public_url="https://desk.test") as made:
        yield made
