"""Turns our one SQL text into what asyncpg takes: `:name` becomes `$1`, and what stands in `/*postgres: ... */` becomes part of it."""

import re
from functools import lru_cache

_TOKEN = re.compile(
    r"""
      '(?:[^']|'')*'            # text
    | "(?:[^"]|"")*"            # quoted name
    | --[^\n]*                  # comment to the end of the line
    | /\*postgres:(?P<ours>.*?)\*/
    | /\*.*?\*/
    | ::[a-z]+                  # cast
    | :(?P<name>[a-z_][a-z0-9_]*)
    """,
    re.VERBOSE | re.DOTALL,
)


@lru_cache(maxsize=2048)
def bind(sql: str) -> tuple[str, tuple[str, ...]]:
    """The statement for PostgreSQL and the names of its values in their order."""
    names: list[str] = []

    def replaced(token: re.Match[str]) -> str:
        if (ours := token["ours"]) is not None:
            return ours
        name = token["name"]
        if name is None:
            return token.group()
        if name not in names:
            names.append(name)
        return f"${names.index(name) + 1}"

    return _TOKEN.sub(replaced, sql), tuple(names)
