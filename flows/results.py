"""What a flow comes to: the reasoned result, or a kind word when the content cannot say any more."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flows.conditions import BadOperand, holds
from flows.flow import FlowResult, ResultPart
from flows.rates import NoRate
from flows.replay import Place
from flows.schedule import Schedule
from flows.sentences import Sentences
from flows.wording import fill, show_day

#: Ids of results that the engine itself gives.
NO_RATE, STUCK = "no-rate", "stuck"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The end of a flow."""

    flow: str
    id: str
    title: str
    text: str
    #: Acts and articles.
    basis: tuple[str, ...] = ()
    #: ISO date on which the content was checked.
    as_of: str = ""
    #: Entries, or `flow:<id>`.
    next: tuple[str, ...] = ()
    #: When a human should look at it.
    handoff: str = ""
    topic: str = ""
    documents: tuple[str, ...] = ()
    #: A dispute, a penalty or a running deadline: a human is offered at once.
    urgent: bool = False
    #: Everything dated that was worked out on the way, for calendar files and timelines.
    schedules: tuple[Schedule, ...] = ()


def result_of(place: Place, sentences: Sentences) -> Result:
    """The result at the place where the answers lead."""
    try:
        if place.missing_rate is not None:
            return _no_rate(place, place.missing_rate, sentences)
        return _stuck(place, sentences) if place.result is None else _reasoned(place, place.result, sentences)
    except NoRate as error:
        return _no_rate(place, error, sentences)
    except BadOperand:
        return _stuck(place, sentences)


def _reasoned(place: Place, result: FlowResult, sentences: Sentences) -> Result:
    parts = [part for part in result.parts if holds(part.when, place.lookup)]
    paragraphs = [sentences.fill(result.text), *(text for part in parts for text in _said(part, sentences))]
    return Result(
        flow=place.flow.id,
        id=result.id,
        title=sentences.fill(result.title),
        text="\n".join(paragraph for paragraph in paragraphs if paragraph),
        basis=_once((*result.law, *(law for part in parts for law in part.law))),
        as_of=place.flow.as_of,
        next=_once((*(offer for part in parts for offer in part.next), *result.next)),
        handoff=sentences.fill(result.handoff),
        topic=place.flow.topic,
        documents=result.documents,
        urgent=result.urgent,
        schedules=tuple(value for value in place.known.values() if isinstance(value, Schedule)),
    )


def _said(part: ResultPart, sentences: Sentences) -> Iterator[str]:
    if not part.each:
        yield sentences.fill(part.say)
        return
    for number, row in enumerate(sentences.rows(part.each), start=1):
        values = {"number": str(number), **row}
        yield fill(part.say, lambda name, values=values: values[name] if name in values else sentences.lookup(name))  # type: ignore[misc]  # mypy cannot type a lambda's default


def _no_rate(place: Place, error: NoRate, sentences: Sentences) -> Result:
    say = sentences.wording.say
    return Result(
        flow=place.flow.id,
        id=NO_RATE,
        title=say("no_rate_title"),
        text=say("no_rate", rate=error.title, day=show_day(error.on)),
        as_of=place.flow.as_of,
        handoff=say("no_rate_handoff"),
        topic=place.flow.topic,
    )


def _stuck(place: Place, sentences: Sentences) -> Result:
    say, clash = sentences.wording.say, place.flow.words.get(place.impossible)
    return Result(
        flow=place.flow.id,
        id=STUCK,
        title=say("clash_title" if clash else "stuck_title"),
        text=clash or say("stuck"),
        handoff=say("clash_handoff" if clash else "stuck_handoff"),
        topic=place.flow.topic,
    )


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
