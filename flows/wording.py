"""The engine's own sentences, the glossary, and how values are written into sentences. Placeholders are names only."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from flows.language import DAY, MONTH, MONTHS, UNIT_WORDS, YEAR, YEARS, grouped, squeezed, with_particles
from flows.periods import canonical_minutes
from flows.schedule import Event, Schedule
from flows.tree import Fields, Report, Tree
from flows.values import Kind, Period, Unit, Value

PLACEHOLDER = re.compile(r"\{([^{}\n]{1,80})\}")

#: Sentences that the engine says by name; `flows/content/wording.yaml` must hold each, and no other.
PHRASES = (
    "changed", "skipped", "not_optional", "no_back", "no_why", "why", "help", "review_title", "review_line", "review_empty",
    "human", "example", "gone", "no_rate_title", "no_rate", "no_rate_handoff", "understood", "term", "more", "yes", "no", "nothing_chosen",
    "skipped_answer", "item", "too_many_answers", "stuck_title", "stuck", "stuck_handoff", "clash_title", "clash_handoff", "unknown_step",
    "moved", "moved_kept", "amended", "same", "unknown_name",
)  # fmt: skip
#: Reasons why an answer is not accepted.
REASONS = (
    "too_small", "too_large", "too_early", "too_late", "too_short", "too_many_letters", "too_few_chosen", "too_many_chosen", "lunar",
    "no_such_day", "day_missing", "month_missing", "year_out_of_range", "wrong_per", "which_unit",
    "days_missing", "hours_missing", "day_or_week", "other_people", "each_or_all", "break_unknown", "one_number",
    "taken_back", "asked_back", "doubtful", "check_digit", "masked", "empty",
    "negative", "other_amount", "before_tax", "after_tax", "without_vat", "without_rest", "without_part", "vat_of_net", "vat_of_gross",
    "month_of_hour", "month_of_day", "month_of_year", "quarter_of_month", "quarter_of_year", "hour_of_other", "day_of_other",
    "wage_for_whole", "of_one",
)  # fmt: skip
ASKED_KINDS = tuple(kind for kind in Kind if kind not in (Kind.GROUP, Kind.CALCULATE))


@dataclass(frozen=True, slots=True, kw_only=True)
class KindWording:
    """What is said when an answer of this kind is not understood, and an example of one that is."""

    refused: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """All of the engine's own sentences."""

    phrases: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, KindWording] = field(default_factory=dict)
    per: Mapping[str, str] = field(default_factory=dict)

    def say(self, phrase: str, **values: str) -> str:
        """A sentence with its values filled in."""
        return fill(self.phrases.get(phrase, ""), values.get)

    def reason(self, code: str, **values: str) -> str:
        """Why an answer was not accepted, or nothing when there is no special reason."""
        return fill(self.reasons.get(code, ""), values.get)


def parse_wording(tree: Tree, report: Report) -> Wording:
    """Read `wording.yaml` and report what is missing or unknown in it."""
    top = Fields(tree, (), report)
    wording = Wording(
        phrases=_sentences(top, "phrases", PHRASES),
        reasons=_sentences(top, "reasons", REASONS),
        kinds=_kinds(top),
        per=_sentences(top, "per", ("day", "week", "month")),
    )
    top.close()
    return wording


def _sentences(top: Fields, key: str, names: tuple[str, ...]) -> dict[str, str]:
    fields = top.map(key)
    if fields is None:
        top.report(key, "missing_key", key=key)
        return {}
    found = {name: fields.text(name, limit=600) for name in names}
    fields.close()
    return found


def _kinds(top: Fields) -> dict[str, KindWording]:
    fields = top.map("kinds")
    if fields is None:
        top.report("kinds", "missing_key", key="kinds")
        return {}
    found: dict[str, KindWording] = {}
    for kind in ASKED_KINDS:
        inner = fields.map(kind)
        if inner is None:
            fields.report(kind, "missing_key", key=kind)
            continue
        found[kind] = KindWording(refused=inner.text("refused", limit=200), example=inner.text("example", limit=200))
        inner.close()
    fields.close()
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the law and what it means in one sentence."""

    name: str
    means: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Glossary:
    """All terms, found by any of their names."""

    by_name: Mapping[str, Term] = field(default_factory=dict)

    @classmethod
    def of(cls, terms: Iterator[Term] | tuple[Term, ...]) -> "Glossary":
        """Collect terms under all of their names."""
        return cls({squeezed(name): term for term in terms for name in (term.name, *term.also)})

    def find(self, name: str) -> Term | None:
        """The term of that name."""
        return self.by_name.get(squeezed(name))


def parse_glossary(tree: Tree, report: Report) -> tuple[Term, ...]:
    """Read `glossary.yaml`: a list of terms."""
    top = Fields(tree, (), report)
    terms: list[Term] = []
    seen: set[str] = set()
    for fields in top.maps("terms", required=True):
        term = Term(name=fields.text("term", limit=30), means=fields.text("means", limit=200), also=fields.texts("also"))
        fields.close()
        for name in (term.name, *term.also):
            if squeezed(name) in seen:
                fields.report("term", "doubled_term", term=name)
            seen.add(squeezed(name))
        terms.append(term)
    top.close()
    return tuple(terms)


def fill(text: str, lookup: Callable[[str], str | None]) -> str:
    """Put values in place of `{names}`, then choose the particles; an unknown name stays as it is.

    A value is never read again for placeholders, so what a person typed cannot ask for anything.
    """

    def put(match: re.Match[str]) -> str:
        found = lookup(match.group(1).strip())
        return match.group() if found is None else found

    return with_particles(PLACEHOLDER.sub(put, text)) if "{" in text else text


def placeholders(text: str) -> tuple[str, ...]:
    """All names in braces."""
    return tuple(name.strip() for name in PLACEHOLDER.findall(text))


def show_day(day: date) -> str:
    """A date as people read it."""
    return f"{day.year}{YEAR} {day.month}{MONTH} {day.day}{DAY}"


def show_month(day: date) -> str:
    """A day as people read it where the month is enough."""
    return f"{day.year}{YEAR} {day.month}{MONTH}"


def show_period(period: Period) -> str:
    """A length of time as people read it."""
    years, months = divmod(period.months, 12)
    parts = [f"{years}{YEARS}"] if years else []
    parts += [f"{months}{MONTHS}"] if months else []
    return " ".join([*parts, f"{period.days}{DAY}"] if period.days or not parts else parts)


def show_event(event: Event) -> str:
    """One line of a schedule."""
    return f"· {show_day(event.day)} {event.title}"


def show(value: Value, unit: Unit, wording: Wording, words: Mapping[str, str]) -> str:
    """A value of a calculator as people read it."""
    match value:
        case bool():
            return wording.say("yes" if value else "no")
        case date():
            return show_day(value)
        case Period():
            return show_period(value)
        case int() if unit is Unit.MINUTES:
            return canonical_minutes(value)
        case int() | Decimal():
            return grouped(value) + UNIT_WORDS.get(unit, "")
        case str():
            return words.get(value, value)
        case Schedule():
            return "\n".join(show_event(event) for event in value)
        case _:
            return ", ".join(words.get(item, item) for item in value if isinstance(item, str))
