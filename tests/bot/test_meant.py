"""What a message means before anything is decided."""

from dataclasses import replace

import pytest

from bot.meant import names_choice, numbered, understand
from bot.router import route
from bot.scene import Scene
from desk.messages import Choice
from tests.bot.scenes import scene, text
from tests.fakes.library import shipped_knowledge


def offering(*payloads: str) -> Scene:
    before = scene()
    offered = tuple(Choice(label=f"보기 {number}", payload=payload) for number, payload in enumerate(payloads, start=1))
    return replace(before, conversation=replace(before.conversation, offered=offered))


@pytest.mark.parametrize(
    ("typed", "verb", "argument"),
    [("2", "entry", "b"), ("두 번째요", "entry", "b"), ("보기 1", "entry", "a"), ("9", "", ""), ("협동조합이 뭐예요", "", "")],
)
def test_a_number_or_a_label_of_what_was_offered_is_that(typed: str, verb: str, argument: str) -> None:
    said = understand(offering("entry:a", "entry:b", "word:home"), text(typed))
    assert (said.verb, said.argument) == (verb, argument)


def test_a_pressed_button_is_what_it_stands_for() -> None:
    state = replace(offering("entry:a"), pressed=Choice(label="보기", payload="flow:find-type"))
    assert understand(state, text("")).verb == "flow"


def asked(flow: str, *answers: str) -> Scene:
    state = scene(knowledge=shipped_knowledge())
    state = replace(state, conversation=route(replace(state, pressed=Choice(label="안내", payload=f"flow:{flow}")), text("")).conversation)
    for answer in answers:
        state = replace(state, conversation=route(state, text(answer)).conversation)
    return state


def test_inside_a_flow_a_number_is_one_of_its_answers() -> None:
    state = asked("find-type")
    assert numbered(state)
    assert understand(state, text("1")).verb == "answer"


def test_among_numbers_of_people_a_number_is_read_by_the_flow() -> None:
    state = asked("annual-leave")
    assert not numbered(state)
    assert not understand(state, text("1")).verb
    assert not route(state, text("1")).conversation.seat.answers  # type: ignore[union-attr]  # inside a flow
    assert route(state, text("6")).conversation.seat.answers  # type: ignore[union-attr]  # inside a flow


def test_an_option_called_like_a_command_is_an_answer() -> None:
    state = asked("find-type")
    label = state.conversation.offered[0].label
    assert names_choice(state, understand(replace(state, conversation=replace(state.conversation, offered=())), text(label)))
