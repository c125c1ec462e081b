"""What people asked in vain, gathered into proposals: a new phrasing of an entry, or a new entry. Nothing changes by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from faq.policy import Matcher
from faq.text import words
from faq.verdict import Decision
from storage.unanswered import Unanswered

#: Questions at least so alike (percent of letters) are one question.
ALIKE = 72.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Questions of one meaning."""

    questions: tuple[Unanswered, ...]
    #: The entry whose phrasing they might be; None proposes a new entry.
    entry: str | None

    @property
    def phrase(self) -> str:
        """The question that stands for all: the one most like the others."""
        texts = [question.question for question in self.questions]
        return max(texts, key=lambda text: (sum(alike(text, other) for other in texts), -len(text)))


def alike(one: str, other: str) -> float:
    """Likeness of two questions in percent, blanks and order of words aside."""
    return max(fuzz.token_sort_ratio(one, other), fuzz.ratio("".join(words(one)), "".join(words(other))))


def gaps_of(asked: Sequence[Unanswered], matcher: Matcher, outside: Sequence[str] = ()) -> tuple[Gap, ...]:
    """The gaps, those asked most often first; what is answered or recognised by now, or known to be `outside`, is none."""
    known = {"".join(words(text)) for text in outside}
    groups: list[list[Unanswered]] = []
    for question in sorted(asked, key=lambda one: one.at):
        verdict = matcher.match(question.question)
        if "".join(words(question.question)) in known or verdict.manner or verdict.decision is Decision.ANSWER:
            continue
        near = max(groups, key=lambda group: alike(group[0].question, question.question), default=None)
        if near is not None and alike(near[0].question, question.question) >= ALIKE:
            near.append(question)
        else:
            groups.append([question])
    found = [Gap(questions=tuple(group), entry=_entry_of(group, matcher)) for group in groups]
    return tuple(sorted(found, key=lambda gap: -len(gap.questions)))


def _entry_of(group: Sequence[Unanswered], matcher: Matcher) -> str | None:
    """The entry that was offered for the group most often, as long as the matcher still thinks of it."""
    likely: dict[str, float] = {}
    for question in group:
        for hit in matcher.match(question.question).hits[:3]:
            if question.decision == "suggest" and not hit.id.startswith("flow:"):
                likely[hit.id] = likely.get(hit.id, 0.0) + hit.confidence
    return max(likely, key=lambda entry: likely[entry], default=None)
