"""Looks into JSON that somebody else wrote: by name and type, without surprises. Pure."""

from collections.abc import Mapping

Fields = Mapping[str, object]


def object_in(fields: Fields, name: str) -> Fields | None:
    """The object under `name`, or None for anything else."""
    value = fields.get(name)
    return value if isinstance(value, dict) else None


def text_in(fields: Fields, name: str) -> str:
    """The text under `name`, or an empty one for anything else."""
    value = fields.get(name)
    return value if isinstance(value, str) else ""
