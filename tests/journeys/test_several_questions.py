"""Who asks two things at once is answered both, and who asks one thing in many words is answered that."""

from pathlib import Path
from typing import TypedDict

import yaml

from faq.verdict import Decision, Verdict
from tests.fakes.library import shipped_knowledge


class Said(TypedDict):
    """A message, and the entries that answer it."""

    said: str
    means: list[str]


SAID: dict[str, list[Said]] = yaml.safe_load((Path(__file__).parent / "said" / "several.yaml").read_text(encoding="utf-8"))
#: Shares when this was measured, with room for what chance does: all is answered; and of what asks one thing, how much was taken apart.
ALL, APART = 0.68, 0.08


def answers(verdict: Verdict) -> set[str | None]:
    return {part.entry for part in verdict.parts or (verdict,) if part.decision is Decision.ANSWER}


def test_most_who_ask_two_things_are_answered_both() -> None:
    found = [(answers(shipped_knowledge().matcher.match(one["said"])), set(one["means"])) for one in SAID["several"]]
    assert sum(means <= given for given, means in found) >= ALL * len(found)


def test_hardly_any_who_ask_one_thing_are_taken_apart() -> None:
    verdicts = [shipped_knowledge().matcher.match(one["said"]) for one in SAID["one"]]
    assert sum(bool(verdict.parts) for verdict in verdicts) <= APART * len(verdicts)


def test_every_entry_is_there() -> None:
    assert {entry for said in SAID.values() for one in said for entry in one["means"]} <= shipped_knowledge().matcher.ids
