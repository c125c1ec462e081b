"""Messages that no entry answers, as staff collect them: they keep the matcher from answering too much."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from faq.schema import Line, Report, Tree, tell


class MessageForm(BaseModel):
    """One message and why it is out of scope."""

    model_config = ConfigDict(extra="forbid")

    kind: Line
    text: Line


class OutsideForm(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid")

    out_of_scope: Annotated[list[MessageForm], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outsider:
    """A message that must not be answered from the FAQ."""

    kind: str
    text: str


def parse_outside(tree: Tree, report: Report) -> tuple[Outsider, ...]:
    """The messages of a file; a broken file is reported and gives none."""
    try:
        form = OutsideForm.model_validate(tree)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            tell(details, report)
        return ()
    return tuple(Outsider(kind=one.kind, text=one.text) for one in form.out_of_scope)
