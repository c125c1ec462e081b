"""The laws that answers may rest on, as staff list them, and whether a basis names one of them with an article that can be read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from faq.schema import Loc, Report, Tree, tell

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=80)]

#: 제15조의2 제1항 제2호 가목, 별표 1, 별지 제3호서식, 부칙(제21226호) 제2조.
_PARAGRAPH = r"제\d+항(?: ?제\d+호(?:의\d+)?)?(?: ?[가-하]목)?"
_ARTICLE = rf"제\d+조(?:의\d+)?(?: ?제\d+호| ?{_PARAGRAPH})?(?: ?(?:본문|단서|전단|후단))?"
_SUPPLEMENT = rf"부칙(?: ?\((?:법률 )?제?\d+호\))?(?: {_ARTICLE})?"
_FORM = r"별지 제\d+호(?:의\d+)?서식|별표(?: ?\d+(?:의\d+)?)?"
_PLACE = rf"(?:{_ARTICLE}|{_PARAGRAPH}|{_SUPPLEMENT}|{_FORM})"
_PLACES = re.compile(rf"{_PLACE}(?:(?:, |·|~| ){_PLACE})*(?=, |·|$)")
#: A law by its number: 법률 제21226호.
_NUMBERED = re.compile(r"법률 제\d+호(?:\([^)]*\))?")
_DECREES = ("시행령", "시행규칙")
#: How an article begins, rightly or not: what stands before it is meant as the name of a law.
_NEAR_ARTICLE = re.compile(r"\s*(?:§|제?\s*\d+\s*(?:조|항|호)|별표|별지|부칙).*")

#: Every sentence `faults` may ask for.
LAW_CODES = frozenset({"unknown_law", "short_law", "bad_article"})
#: Code and details of what is wrong with a basis.
Fault = tuple[str, dict[str, str]]


class LawForm(BaseModel):
    """One law: its full name, its decrees, and how it is called in short."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    decrees: list[Name] = []
    short: list[Name] = []


class LawsForm(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid")

    laws: Annotated[list[LawForm], Field(min_length=1)]
    #: Words of which a basis that is no law holds at least one: a judgment, a guideline, an announcement.
    others: list[Name] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Laws:
    """All laws by every name."""

    #: Full names, decrees too, the longest first.
    names: tuple[str, ...] = ()
    #: Every name without its blanks, short ones too -> full name.
    known: dict[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()

    def faults(self, basis: str) -> Iterator[Fault]:
        """What is wrong with a basis such as `협동조합 기본법 제15조, 시행령 제7조`."""
        rest, law = basis.strip(), ""
        while rest:
            named = self._named(rest, law)
            if named is None:
                yield from () if not law and self._is_other(rest) else self._unnamed(rest, law)
                return
            law, rest = named[0], rest[named[1] :].lstrip()
            if not rest.startswith((", ", "·")) and rest:
                if (places := _PLACES.match(rest)) is None:
                    yield "bad_article", {"article": rest}
                    return
                rest = rest[places.end() :]
            rest = rest.removeprefix(", ").removeprefix("·")

    def _named(self, text: str, law: str) -> tuple[str, int] | None:
        """The law that a text begins with and how long its name is; an article alone belongs to the law before."""
        if numbered := _NUMBERED.match(text):
            return numbered.group(), numbered.end()
        if name := next((name for name in self.names if _begins(text, name)), ""):
            return name, len(name)
        for decree in _DECREES:
            if _begins(text, decree) and f"{law.removesuffix(' ' + _DECREES[0])} {decree}" in self.names:
                return law, len(decree)
        return (law, 0) if law and _PLACES.match(text) else None

    def _is_other(self, text: str) -> bool:
        return _NEAR_ARTICLE.search(text) is None and any(word in text for word in self.others)

    def _unnamed(self, text: str, law: str) -> Iterator[Fault]:
        piece = text.partition(", ")[0]
        near = _NEAR_ARTICLE.search(piece)
        name = piece[: near.start()] if near else piece
        if law and near and not name:
            yield "bad_article", {"article": piece}
        elif full := self.known.get(_squeezed(name)):
            yield ("bad_article", {"article": piece}) if full == name else ("short_law", {"law": name, "full": full})
        else:
            yield "unknown_law", {"law": piece}


def parse_laws(tree: Tree, report: Report) -> Laws:
    """The laws of a file; a broken file is reported and gives none."""
    try:
        form = LawsForm.model_validate(tree)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            tell(details, report)
        return Laws()
    known: dict[str, str] = {}
    for place, law in enumerate(form.laws):
        for index, decree in enumerate(law.decrees):
            if decree not in _DECREES:
                report(("laws", place, "decrees", index), "unknown_value", value=decree, known=", ".join(_DECREES))
        for loc, word, full in _spellings(law):
            if (key := _squeezed(word)) in known:
                report(("laws", place, *loc), "doubled_word", word=word, other=known[key])
            known.setdefault(key, full)
    return Laws(names=tuple(sorted(set(known.values()), key=len, reverse=True)), known=known, others=tuple(form.others))


def _spellings(law: LawForm) -> Iterator[tuple[Loc, str, str]]:
    """Where each name of a law and of its decrees stands, the name, and the full name."""
    for loc, word in ((("name",), law.name), *((("short", index), word) for index, word in enumerate(law.short))):
        yield loc, word, law.name
        yield from ((loc, f"{word} {decree}", f"{law.name} {decree}") for decree in law.decrees)


def _begins(text: str, name: str) -> bool:
    return text.startswith(name) and (len(text) == len(name) or text[len(name)] in " ,·")


def _squeezed(name: str) -> str:
    return "".join(name.split())
