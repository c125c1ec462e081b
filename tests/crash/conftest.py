"""The service is tried on both engines."""

import pytest

from tests.fakes.databases import database_url, opened, postgres_url

__all__ = ["database_url", "empty_url", "postgres_url"]


@pytest.fixture
async def empty_url(database_url: str) -> str:
    """The address of a database without any row: the fake platform counts its updates from the same number in every test."""
    async with opened(database_url):
        return database_url
