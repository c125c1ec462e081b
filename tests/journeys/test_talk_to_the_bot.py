"""What is said to the bot itself gets the reply that fits, and is not taken for a question on cooperatives."""

from pathlib import Path

import yaml

from bot.voice import plain
from faq.verdict import Decision
from tests.fakes.library import shipped_knowledge

SAID: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "said" / "talk.yaml").read_text(encoding="utf-8"))
#: Kinds whose replies serve each other's messages.
ALIKE = {"are_you_human": "who_are_you"}
#: The share that got the fitting reply when this was measured, and how many were answered, with room for what chance does.
FITTING, ANSWERED = 0.7, 2


def test_most_get_the_reply_that_fits_and_hardly_any_an_answer() -> None:
    known = shipped_knowledge()
    said = [(text, manner) for manner, texts in SAID.items() for text in texts if plain(text) not in known.voice.words]
    found = [(text, manner, known.matcher.match(text)) for text, manner in said]
    assert sum(verdict.decision is Decision.ANSWER for _, _, verdict in found) <= ANSWERED
    fitting = [ALIKE.get(verdict.manner, verdict.manner) == manner for _, manner, verdict in found]
    assert sum(fitting) >= FITTING * len(fitting)


def test_every_reply_is_written() -> None:
    assert not [manner for manner in SAID if not shipped_knowledge().voice.has(f"manner_{manner}")]
