"""The service is tried on both engines."""

from tests.fakes.databases import database_url, postgres_url

__all__ = ["database_url", "postgres_url"]
