"""What people ask that is not ours, by topic: the matcher learns it beside the entries, so that it is recognised instead of misread."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from faq.schema import Entry, EntryId, Line, Report, Tree, tell

#: Mark of a stranger's topic among the ids the matcher knows; the name of the fitting reply follows, then the topic's own id.
STRANGER = "stranger:"


class TopicForm(BaseModel):
    """One topic: which reply of `manners.yaml` fits, and what people say."""

    model_config = ConfigDict(extra="forbid")

    id: EntryId
    manner: Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
    asks: Annotated[list[Line], Field(min_length=1)]


class StrangersForm(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid")

    strangers: Annotated[list[TopicForm], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """A topic that is not ours."""

    id: str
    manner: str
    asks: tuple[str, ...]


def parse_strangers(tree: Tree, report: Report) -> tuple[Stranger, ...]:
    """The topics of a file; a broken file is reported and gives none."""
    try:
        form = StrangersForm.model_validate(tree)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            tell(details, report)
        return ()
    found: dict[str, Stranger] = {}
    for place, one in enumerate(form.strangers):
        if one.id in found:
            report(("strangers", place, "id"), "doubled_id", id=one.id)
        found.setdefault(one.id, Stranger(id=one.id, manner=one.manner, asks=tuple(one.asks)))
    return tuple(found.values())


def as_entries(strangers: Iterable[Stranger]) -> tuple[Entry, ...]:
    """The topics as the matcher learns them."""
    return tuple(Entry(id=f"{STRANGER}{one.manner}:{one.id}", topic="other", title=one.asks[0], asks=one.asks[1:]) for one in strangers)


def manner_of(entry: str) -> str:
    """The reply to a stranger's topic; empty for everything else the matcher knows."""
    return entry.removeprefix(STRANGER).partition(":")[0] if entry.startswith(STRANGER) else ""
