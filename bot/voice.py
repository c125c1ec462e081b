"""How the bot speaks: fixed phrases by name, filled in. Pure; the sentences themselves are staff's content."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from desk.deadlines import KST
from desk.messages import Card, Choice, Choices, Text

_NAME = re.compile(r"\{([a-z_]+)\}")
_SPACES = re.compile(r"[\s.,!?~]+")


class UnknownPhrase(KeyError):
    """No phrase has this name; the content check should have found it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """All phrases, the words people can type as commands, and the menu."""

    phrases: Mapping[str, str]
    #: Typed spelling (without blanks, lower case) -> command word.
    words: Mapping[str, str] = field(default_factory=dict)
    menu: tuple[Choice, ...] = ()

    def say(self, phrase: str, /, **values: str) -> str:
        """The phrase with its names filled in; what a value holds is never read as a name again. Raises UnknownPhrase."""
        if phrase not in self.phrases:
            raise UnknownPhrase(phrase)
        return _NAME.sub(lambda match: values.get(match.group(1), match.group()), self.phrases[phrase]).strip()

    def has(self, phrase: str) -> bool:
        """Whether there is a phrase of this name."""
        return phrase in self.phrases

    def text(self, phrase: str, /, **values: str) -> Text:
        """The phrase as a reply."""
        return Text(text=self.say(phrase, **values))

    def offer(self, phrase: str, options: tuple[Choice, ...], /, **values: str) -> Choices:
        """The phrase with buttons below it."""
        return Choices(text=self.say(phrase, **values), options=options)

    def button(self, name: str, payload: str) -> Choice:
        """A button by the name of its label."""
        return Choice(label=self.say(f"button_{name}"), payload=payload)

    def word(self, typed: str) -> str:
        """The command a person typed, or an empty text."""
        return self.words.get(plain(typed), "")

    def topic(self, topic: str) -> str:
        """Name of a topic for people."""
        return self.say(f"topic_{topic}") if self.has(f"topic_{topic}") else self.say("topic_other")

    def card(self, title: str, text: str, options: tuple[Choice, ...] = ()) -> Card:
        """A card that is no legal answer."""
        return Card(title=title, text=text, options=options)


def plain(typed: str) -> str:
    """A typed word without blanks, marks and case, for comparing it with a command or a label."""
    return _SPACES.sub("", typed).casefold()


def clock(at: datetime) -> str:
    """A moment as people say it, in Seoul time: `11.25(수) 14:30` without the weekday's name in code."""
    local = at.astimezone(KST)
    return f"{local.month}.{local.day}. {local:%H:%M}"


def day(on: date) -> str:
    """A date as papers write it."""
    return f"{on.year}. {on.month}. {on.day}."
