"""Messages that deserve a fitting reply and never an answer from the FAQ: greetings, thanks, abuse, other people's trades."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from faq.schema import Report, Tree, tell

Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


class MannerForm(BaseModel):
    """One kind of message: its name, and how people say it."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
    #: Phrases that make up the whole message, give or take politeness.
    whole: list[Phrase] = []
    #: Phrases that decide wherever they stand in a message.
    anywhere: list[Phrase] = []


class MannersForm(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid")

    manners: Annotated[list[MannerForm], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """One kind of message."""

    name: str
    whole: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """All kinds, the first that fits wins."""

    kinds: tuple[Manner, ...] = ()


def parse_manners(tree: Tree, report: Report) -> Manners:
    """The manners of a file; a broken file is reported and gives none."""
    try:
        form = MannersForm.model_validate(tree)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            tell(details, report)
        return Manners()
    kinds = (Manner(name=one.name, whole=tuple(one.whole), anywhere=tuple(one.anywhere)) for one in form.manners)
    return Manners(kinds=tuple(kinds))
