"""Which numbers of facts exist, and which facts are not sure: what rests on one of those has to say so."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from faq.schema import Line, Loc, Report, Topic, Tree, tell

#: `F-001~F-012`, several numbers that follow each other.
_RANGE = re.compile(r"(.*?)(\d+)~\1(\d+)")
#: More than this is a slip of the hand.
_LONGEST_RANGE = 999

#: Every sentence `faults` may ask for.
FACT_CODES = frozenset({"unknown_fact", "unsure_fact"})
#: Place in the list of facts, code, details.
Fault = tuple[int, str, dict[str, str]]


class UnsureForm(BaseModel):
    """A fact that is not sure."""

    model_config = ConfigDict(extra="forbid")

    fact: Line
    #: What about it is not sure.
    what: Line
    #: Only texts with one of these words touch what is not sure; without them every text does.
    words: list[Line] = []


class DossierForm(BaseModel):
    """One collection of facts."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, StringConstraints(pattern=r"^[a-z-]+$")]
    #: Entries on these topics look here first: two collections may use the same number.
    topics: list[Topic] = []
    known: Annotated[list[Line], Field(min_length=1)]
    unsure: list[UnsureForm] = []


class FactsForm(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid")

    dossiers: Annotated[list[DossierForm], Field(min_length=1)]
    #: Words with which a text says that it is not sure.
    hedges: Annotated[list[Line], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsure:
    """A fact that is not sure."""

    what: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One collection of facts."""

    topics: frozenset[str]
    known: frozenset[str]
    unsure: dict[str, Unsure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All collections."""

    dossiers: tuple[Dossier, ...] = ()
    hedges: tuple[str, ...] = ()

    def faults(self, facts: Iterable[str], topic: str, text: str) -> Iterator[Fault]:
        """What is wrong with a text on a topic that rests on these facts."""
        bare = _squeezed(text)
        hedged = any(hedge in bare for hedge in self.hedges)
        for place, fact in enumerate(facts):
            if (dossier := self._dossier(fact, topic)) is None:
                yield place, "unknown_fact", {"fact": fact}
            elif (unsure := dossier.unsure.get(fact)) and not hedged and _touches(unsure, bare):
                yield place, "unsure_fact", {"fact": fact, "what": unsure.what}

    def _dossier(self, fact: str, topic: str) -> Dossier | None:
        holding = [dossier for dossier in self.dossiers if fact in dossier.known]
        return next((dossier for dossier in holding if topic in dossier.topics), holding[0] if holding else None)


def parse_facts(tree: Tree, report: Report) -> Facts:
    """The facts of a file; a broken file is reported and gives none."""
    try:
        form = FactsForm.model_validate(tree)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            tell(details, report)
        return Facts()
    dossiers = tuple(_dossier(one, ("dossiers", place), report) for place, one in enumerate(form.dossiers))
    return Facts(dossiers=dossiers, hedges=tuple(map(_squeezed, form.hedges)))


def _dossier(form: DossierForm, loc: Loc, report: Report) -> Dossier:
    known = frozenset(number for line in form.known for number in numbers(line))
    for place, one in enumerate(form.unsure):
        if one.fact not in known:
            report((*loc, "unsure", place, "fact"), "unknown_fact", fact=one.fact)
    unsure = {one.fact: Unsure(what=one.what, words=tuple(map(_squeezed, one.words))) for one in form.unsure}
    return Dossier(topics=frozenset(form.topics), known=known, unsure=unsure)


def numbers(line: str) -> Iterator[str]:
    """The numbers that one line of `known` stands for."""
    if (found := _RANGE.fullmatch(line)) is None:
        yield line
        return
    before, first, last = found.groups()
    end = min(int(last), int(first) + _LONGEST_RANGE)
    yield from (f"{before}{number:0{len(first)}}" for number in range(int(first), end + 1))


def _touches(unsure: Unsure, bare: str) -> bool:
    return not unsure.words or any(word in bare for word in unsure.words)


def _squeezed(text: str) -> str:
    return "".join(text.split())
