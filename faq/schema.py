"""The form of an FAQ file, and the entry the rest of the program works with."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, WithJsonSchema
from pydantic_core import ErrorDetails

#: A plain tree as read from a file: every scalar is text.
Tree = dict[str, "Tree"] | list["Tree"] | str
#: Path to a value inside a tree.
Loc = tuple[str | int, ...]
#: Stands in for a date that a file does not give.
UNDATED = date.min


class Topic(StrEnum):
    """What an entry is about; decides which counselors see a follow-up."""

    FORMATION = "formation"
    ACCOUNTING = "accounting"
    TAX = "tax"
    LABOR = "labor"
    PROGRAMME = "programme"
    OTHER = "other"


class Report(Protocol):
    """Receives every problem: where it stands, which sentence explains it, what to fill in."""

    def __call__(self, loc: Loc, code: str, /, **details: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One question with its answer, as staff wrote it."""

    id: str
    topic: str
    #: The question as a person would ask it.
    title: str
    #: Other phrasings, and further ones from the files beside the entries.
    asks: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    answer: str = ""
    #: Act and article, one each.
    law: tuple[str, ...] = ()
    #: The date the answer was checked.
    as_of: date = UNDATED
    review_by: date = UNDATED
    #: Entry ids, or `flow:` and a flow's id.
    next: tuple[str, ...] = ()
    #: When a human is needed.
    handoff: str = ""
    #: Dispute, dismissal, unpaid wages, penalty, running deadline: a human is offered at once.
    urgent: bool = False
    #: A programme that has ended, answered as history.
    past: bool = False
    #: Questions that must find this entry and are not among its phrasings.
    tests: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()

    @property
    def phrasings(self) -> tuple[str, ...]:
        """What the index learns: title first, then what else people say."""
        return (self.title, *self.asks, *self.variants)


def words_for_editors(longest: int) -> WithJsonSchema:
    """What an editor accepts as a line of words: a number alone (119) is words too, though YAML calls it a number."""
    return WithJsonSchema({"type": ["string", "number"], "minLength": 1, "maxLength": longest})


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), words_for_editors(200)]
Block = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
EntryId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Target = Annotated[str, StringConstraints(pattern=r"^(flow:)?[a-z0-9]+(-[a-z0-9]+)*$", max_length=90)]
#: Read as text here, and a true or false to the editor that has the schema.
Flag = Annotated[Literal["true", "false"], WithJsonSchema({"type": "boolean"})]


class EntryForm(BaseModel):
    """One entry in a file, in the words of docs/faq-format.md."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    id: EntryId
    title: Line
    asks: Annotated[list[Line], Field(min_length=1)]
    answer: Block
    law: list[Line] = []
    as_of: date
    review_by: date
    next: list[Target] = []
    handoff: str = ""
    urgent: Flag = "false"
    past: Flag = "false"
    tests: list[Line] = []
    facts: list[Line] = []


class FileForm(BaseModel):
    """One file: a topic and its entries."""

    model_config = ConfigDict(extra="forbid")

    topic: Topic
    entries: Annotated[list[EntryForm], Field(min_length=1)]


#: pydantic's error types, and the sentence that explains each to staff.
_CODES = {
    "missing": "missing_key",
    "extra_forbidden": "unknown_key",
    "string_too_short": "empty_value",
    "string_too_long": "value_too_long",
    "string_type": "not_a_text",
    "string_pattern_mismatch": "bad_id",
    "list_type": "not_a_list",
    "too_short": "list_too_short",
    "model_type": "not_a_mapping",
    "dict_type": "not_a_mapping",
    "literal_error": "not_true_or_false",
    "enum": "unknown_topic",
    "date_type": "not_a_date",
    "date_parsing": "not_a_date",
    "date_from_datetime_parsing": "not_a_date",
    "date_from_datetime_inexact": "not_a_date",
}
#: Every sentence `parse_file` may ask for.
FORM_CODES = frozenset(_CODES.values()) | {"bad_value"}


def parse_file(tree: Tree, report: Report) -> tuple[Entry, ...]:
    """The entries of one file; everything wrong is reported, and what can be matched in spite of it is returned."""
    try:
        form = FileForm.model_validate(tree)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            tell(details, report)
        return tuple(_salvage(tree))
    return tuple(_entry(one, form.topic.value) for one in form.entries)


def tell(details: ErrorDetails, report: Report) -> None:
    """Report one of pydantic's findings under the name of its sentence."""
    loc, context = tuple(details["loc"]), details.get("ctx") or {}
    given = details["input"] if isinstance(details["input"], str) else ""
    texts = {name: str(value) for name, value in context.items() if isinstance(value, str | int)}
    key = str(loc[-1]) if loc else ""
    if details["type"] in {"missing", "extra_forbidden"}:
        texts["key"] = key
    report(loc, _CODES.get(details["type"], "bad_value"), **{**texts, "value": given[:60]})


def _entry(form: EntryForm, topic: str) -> Entry:
    return Entry(
        id=form.id,
        topic=topic,
        title=form.title,
        asks=tuple(form.asks),
        answer=form.answer,
        law=tuple(form.law),
        as_of=form.as_of,
        review_by=form.review_by,
        next=tuple(form.next),
        handoff=form.handoff,
        urgent=form.urgent == "true",
        past=form.past == "true",
        tests=tuple(form.tests),
        facts=tuple(form.facts),
    )


def _salvage(tree: Tree) -> list[Entry]:
    """Entries of a file with mistakes: an id and a title are enough to be matched."""
    if not isinstance(tree, dict) or not isinstance(rows := tree.get("entries"), list):
        return []
    topic = tree.get("topic")
    found = []
    for row in rows:
        if not isinstance(row, dict):
            continue
        try:
            found.append(_entry(EntryForm.model_validate(row), topic if isinstance(topic, str) else "other"))
        except ValidationError:
            found.extend(_rough(row, topic if isinstance(topic, str) else "other"))
    return found


def _rough(row: dict[str, Tree], topic: str) -> list[Entry]:
    texts = {key: value.strip() for key, value in row.items() if isinstance(value, str)}
    if not texts.get("id") or not texts.get("title"):
        return []
    return [
        Entry(
            id=texts["id"],
            topic=topic,
            title=texts["title"],
            asks=_lines(row.get("asks")),
            answer=texts.get("answer", ""),
            law=_lines(row.get("law")),
            as_of=_day(texts.get("as_of", "")),
            review_by=_day(texts.get("review_by", "")),
            next=_lines(row.get("next")),
            handoff=texts.get("handoff", ""),
            urgent=texts.get("urgent") == "true",
            past=texts.get("past") == "true",
            tests=_lines(row.get("tests")),
            facts=_lines(row.get("facts")),
        )
    ]


def _lines(tree: Tree | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in tree if isinstance(line, str) and line.strip()) if isinstance(tree, list) else ()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return UNDATED
