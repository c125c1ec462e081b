"""Messages that deserve a fitting reply and never an answer from the FAQ: greetings, thanks, abuse, other people's trades."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from faq.cries import cry
from faq.schema import Report, Tree, tell, words_for_editors
from faq.text import words

Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), words_for_editors(100)]


class MannerForm(BaseModel):
    """One kind of message: its name, and how people say it."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
    #: Phrases that make up the whole message, give or take politeness.
    whole: list[Phrase] = []
    #: Phrases that tell wherever they stand, unless the FAQ has an answer.
    anywhere: list[Phrase] = []
    #: Phrases that tell wherever they stand, whatever else is asked.
    always: list[Phrase] = []


class MannersForm(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid")

    manners: Annotated[list[MannerForm], Field(min_length=1)]
    #: Words of politeness that change nothing: before and after a phrase that makes up the whole message.
    polite: list[Phrase] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """One kind of message."""

    name: str
    whole: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()
    always: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """All kinds, the first that fits wins."""

    kinds: tuple[Manner, ...] = ()
    polite: tuple[str, ...] = ()


def parse_manners(tree: Tree, report: Report) -> Manners:
    """The manners of a file; a broken file is reported and gives none."""
    try:
        form = MannersForm.model_validate(tree)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            tell(details, report)
        return Manners()
    kinds = (Manner(name=one.name, whole=tuple(one.whole), anywhere=tuple(one.anywhere), always=tuple(one.always)) for one in form.manners)
    return Manners(kinds=tuple(kinds), polite=tuple(form.polite))


#: The other words of each phrase and the name of its kind, by the first word of the phrase.
Table = dict[str, list[tuple[Sequence[str], str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tact:
    """The manners made ready for looking up; holds plain values only, as a dump does."""

    #: Words of politeness, longest first, and the kind of each whole message, both without blanks.
    polite: Sequence[str]
    whole: Mapping[str, str]
    always: Table
    anywhere: Table

    @classmethod
    def of(cls, manners: Manners) -> Self:
        """From the staff's manners; the first kind that has a phrase keeps it."""
        whole: dict[str, str] = {}
        for kind in manners.kinds:
            for phrase in kind.whole:
                whole.setdefault(_key(phrase), kind.name)
        return cls(
            polite=[_key(phrase) for phrase in sorted(manners.polite, key=len, reverse=True)],
            whole=whole,
            always=_phrases((kind.name, kind.always) for kind in manners.kinds),
            anywhere=_phrases((kind.name, kind.anywhere) for kind in manners.kinds),
        )

    def first(self, text: Sequence[str]) -> str:
        """The manner that comes before any question; empty when there is none."""
        joined = "".join(text)
        bare = self._bare(joined)
        return cry(joined) or cry(bare) or self.whole.get(joined) or self.whole.get(bare) or _spoken(text, self.always)

    def second(self, text: Sequence[str]) -> str:
        """The manner of a message that the FAQ does not answer."""
        return _spoken(text, self.anywhere)

    def _bare(self, joined: str) -> str:
        """Without the words of politeness around it."""
        before = ""
        while before != joined:
            before = joined
            for phrase in self.polite:
                if len(joined) > len(phrase):
                    joined = joined.removeprefix(phrase).removesuffix(phrase)
        return joined


def _key(phrase: str) -> str:
    return "".join(words(phrase))


def _phrases(kinds: Iterable[tuple[str, Sequence[str]]]) -> Table:
    """By first word, for a quick look."""
    table: Table = {}
    for name, phrases in kinds:
        for phrase in phrases:
            first, *rest = words(phrase) or ("",)
            table.setdefault(first, []).append((tuple(rest), name))
    return table


def _spoken(text: Sequence[str], table: Table) -> str:
    """A phrase whose words begin words that follow each other."""
    for place, word in enumerate(text):
        for end in range(len(word), 0, -1):
            for rest, name in table.get(word[:end], ()):
                following = text[place + 1 : place + 1 + len(rest)]
                if len(following) == len(rest) and all(map(str.startswith, following, rest)):
                    return name
    return ""
