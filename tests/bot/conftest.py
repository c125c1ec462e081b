"""What needs a database runs on both engines."""

from tests.fakes.databases import database, database_url, postgres_url

__all__ = ["database", "database_url", "postgres_url"]
