"""From the words people use to the terms of law the entries use."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from faq.schema import Report, Tree, tell

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


class LineForm(BaseModel):
    """One line: whoever says one of these means those."""

    model_config = ConfigDict(extra="forbid")

    say: Annotated[list[Word], Field(min_length=1)]
    means: Annotated[list[Word], Field(min_length=1)]
    #: Terms of equal meaning: each also means the others.
    both: str = "false"


class ThesaurusForm(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid")

    thesaurus: list[LineForm]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Lay words, and the terms they stand for."""

    say: tuple[str, ...]
    means: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thesaurus:
    """All lines of the staff's thesaurus."""

    lines: tuple[Line, ...] = ()


def parse_thesaurus(tree: Tree, report: Report) -> Thesaurus:
    """The thesaurus of a file; a broken file is reported and gives an empty one."""
    try:
        form = ThesaurusForm.model_validate(tree)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            tell(details, report)
        return Thesaurus()
    return Thesaurus(lines=tuple(Line(say=tuple(line.say), means=tuple(line.means)) for line in form.thesaurus))
