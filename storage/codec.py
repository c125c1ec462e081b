"""The border between our values and database text: times, JSON, and signs that a text column must not hold.

Stored JSON must outlive changes of the classes: unknown fields are ignored and missing ones get their defaults.
"""

import json
from datetime import UTC, datetime
from typing import Annotated, TypeVar

from pydantic import Field, TypeAdapter
from pydantic_core import PydanticSerializationError

from desk.conversation import Conversation
from desk.messages import Inbound, Part
from storage.database import Row, StoreError

T = TypeVar("T")

_PART = Annotated[Part, Field(discriminator="kind")]
CONVERSATION: TypeAdapter[Conversation] = TypeAdapter(Conversation)
INBOUND: TypeAdapter[Inbound] = TypeAdapter(Inbound)
PART: TypeAdapter[Part] = TypeAdapter(_PART)
PARTS: TypeAdapter[tuple[Part, ...]] = TypeAdapter(tuple[_PART, ...])
NAMES: TypeAdapter[tuple[str, ...]] = TypeAdapter(tuple[str, ...])

#: Sorts after every time we store.
FAR = "9999-12-31T23:59:59.999999+00:00"

_Tree = dict[str, "_Tree"] | list["_Tree"] | str | int | float | bool | None


class Unreadable(StoreError):
    """A stored value is not what its column promises."""


def stamp(at: datetime) -> str:
    """The moment as text of fixed width, so that text order is time order. Raises ValueError without a zone."""
    if at.tzinfo is None:
        message = "a moment needs a zone"
        raise ValueError(message)
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def maybe_stamp(at: datetime | None) -> str | None:
    """`stamp` for a moment that may be absent."""
    return None if at is None else stamp(at)


def clean(text: str) -> str:
    """Text that every column takes: no NUL, no half of a surrogate pair (PostgreSQL refuses both)."""
    if "\0" in text:
        text = text.replace("\0", "")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        # A split pair becomes the sign it meant; a lonely half becomes the replacement mark.
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def dump(adapter: TypeAdapter[T], value: T) -> str:
    """The value as JSON text that both engines take."""
    try:
        text = adapter.dump_json(value).decode()
    except PydanticSerializationError:
        return _dump_cleaned(adapter, value)
    # JSON hides NUL in an escape, where it would come back to life at the next reading.
    return _dump_cleaned(adapter, value) if "\\u0000" in text else text


def load(adapter: TypeAdapter[T], text: str) -> T:
    """Read a value back. Raises Unreadable."""
    try:
        return adapter.validate_json(text)
    except ValueError as error:
        raise Unreadable(Unreadable.__doc__) from error


def text(row: Row, name: str) -> str:
    """A text column that is never null."""
    value = row[name]
    if not isinstance(value, str):
        raise Unreadable(name)
    return value


def maybe_text(row: Row, name: str) -> str | None:
    """A text column that may be null."""
    return None if row[name] is None else text(row, name)


def number(row: Row, name: str) -> int:
    """A whole number that is never null."""
    value = row[name]
    if not isinstance(value, int):
        raise Unreadable(name)
    return value


def moment(row: Row, name: str) -> datetime:
    """A time column that is never null."""
    return datetime.fromisoformat(text(row, name))


def maybe_moment(row: Row, name: str) -> datetime | None:
    """A time column that may be null."""
    return None if row[name] is None else moment(row, name)


def _dump_cleaned(adapter: TypeAdapter[T], value: T) -> str:
    tree = adapter.dump_python(value)
    return json.dumps(_clean_tree(tree), ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: object) -> str:
    return stamp(value) if isinstance(value, datetime) else str(value)


def _clean_tree(tree: _Tree) -> _Tree:
    if isinstance(tree, str):
        return clean(tree)
    if isinstance(tree, dict):
        return {clean(key): _clean_tree(value) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [_clean_tree(value) for value in tree]
    return tree
