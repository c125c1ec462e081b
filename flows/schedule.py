"""Dated things to do, as a value of a flow: what results, calendar files and pictures of a timeline are made from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing to do; its words come from the content."""

    #: The day it is due, or planned for; the first day when it lasts.
    day: date
    title: str
    #: Who does it.
    who: str = ""
    papers: tuple[str, ...] = ()
    #: Act and article.
    law: str = ""
    note: str = ""
    #: Last day when it lasts longer than a day, or the last day the law allows.
    until: date | None = None
    #: Whether it lasts until then, rather than may wait until then.
    lasts: bool = False
    #: Name of the rule it comes from; with the day it tells events apart.
    key: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Events in the order of their days."""

    title: str
    events: tuple[Event, ...] = ()

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)

    def __len__(self) -> int:
        return len(self.events)

    def find(self, key: str) -> Event | None:
        """The first event of that rule."""
        return next((event for event in self.events if event.key == key), None)
