"""Further phrasings of entries and flows, kept beside them: the matcher learns from all, and what staff read stays short."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from faq.schema import Entry, Line, Report, Target, Tree, tell

#: Files below this folder hold phrasings instead of entries.
FOLDER = "phrasings/"


class VariantsForm(BaseModel):
    """The file: the phrasings of each entry or flow under its id."""

    model_config = ConfigDict(extra="forbid")

    phrasings: Annotated[dict[Target, list[Line]], Field(min_length=1)]


def parse_variants(tree: Tree, report: Report) -> dict[str, tuple[str, ...]]:
    """The phrasings of a file by entry; a broken file is reported and gives none."""
    try:
        form = VariantsForm.model_validate(tree)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            tell(details, report)
        return {}
    return {entry: tuple(lines) for entry, lines in form.phrasings.items()}


def with_variants(entries: Iterable[Entry], variants: Mapping[str, tuple[str, ...]]) -> tuple[Entry, ...]:
    """The entries with the further phrasings of each."""
    return tuple(replace(entry, variants=variants[entry.id]) if entry.id in variants else entry for entry in entries)
