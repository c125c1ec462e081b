"""Every sentence of a flow that people read, with the place it stands at."""

from collections.abc import Iterator

from flows.flow import Flow, Step
from flows.tree import Loc


def texts_of(flow: Flow) -> Iterator[tuple[Loc, str]]:
    """All wording but examples of answers, which are what a person might type."""
    yield ("title",), flow.title
    yield ("about",), flow.about
    yield from ((("words", name), text) for name, text in flow.words.items())
    for step in flow.steps:
        yield from _of_step(step)
    for result in flow.results:
        yield from (((*result.loc, key), text) for key, text in _named(title=result.title, text=result.text, handoff=result.handoff))
        yield from (((*result.loc, "parts", index, "say"), part.say) for index, part in enumerate(result.parts))


def _of_step(step: Step) -> Iterator[tuple[Loc, str]]:
    yield from (((*step.loc, key), text) for key, text in _named(ask=step.ask, why=step.why, hint=step.hint))
    yield from (((*step.loc, "options", index, "label"), option.label) for index, option in enumerate(step.options) if option.label)
    for field in step.fields:
        yield from _of_step(field)


def _named(**texts: str) -> Iterator[tuple[str, str]]:
    yield from ((key, text) for key, text in texts.items() if text)
