"""A person inside a guided flow."""

from dataclasses import replace

import pytest

from bot import flow_turn
from bot.scene import Decision, Scene
from desk.conversation import Seat
from desk.effects import NoteUse
from desk.messages import Card, Choices
from tests.bot.scenes import only, parts, scene, words

FLOW = "find-type"


def after(before: Scene, decision: Decision) -> Scene:
    return replace(before, conversation=decision.conversation)


def inside() -> Scene:
    start = scene()
    return after(start, flow_turn.begin(start, FLOW))


def answered(times: int = 1) -> Scene:
    state = inside()
    for _ in range(times):
        state = after(state, flow_turn.reply(state, "1"))
    return state


def seat(decision: Decision) -> Seat:
    assert decision.conversation.seat
    return decision.conversation.seat


def payloads(decision: Decision) -> list[str]:
    (*_, last) = parts(decision)
    return [option.payload for option in last.options]  # type: ignore[union-attr]  # a part with buttons


def test_a_flow_says_what_it_is_about_and_asks() -> None:
    about, question = parts(flow_turn.begin(scene(), FLOW))
    assert about.text == scene().knowledge.flows.flows[FLOW].about  # type: ignore[union-attr]  # a text
    assert isinstance(question, Choices)
    assert question.text.startswith("(1/")


def test_the_first_question_has_no_way_back_and_every_one_a_way_out() -> None:
    first = flow_turn.begin(scene(), FLOW)
    assert "word:back" not in payloads(first)
    second = flow_turn.reply(inside(), "1")
    assert "word:back" in payloads(second)
    for decision in (first, second):
        assert payloads(decision)[-1] == "word:cancel"


@pytest.mark.parametrize("flow", ["gone", ""])
def test_a_flow_that_does_not_exist(flow: str) -> None:
    before = scene()
    assert words(flow_turn.begin(before, flow)) == before.voice.say("flow_unknown")


@pytest.mark.parametrize("act", [lambda state: flow_turn.reply(state, "1"), lambda state: flow_turn.command(state, "back")])
def test_a_flow_that_was_taken_away_frees_the_person(act: object) -> None:
    before = scene()
    gone = replace(before, conversation=replace(before.conversation, seat=Seat(flow="gone")))
    assert act(gone).conversation.seat is None  # type: ignore[operator]  # a function


def test_an_answer_leads_on_and_back_leads_back() -> None:
    state = answered(2)
    assert len(seat(flow_turn.again(state)).answers) == 2
    assert seat(flow_turn.command(state, "back")).answers == answered(1).conversation.seat.answers  # type: ignore[union-attr]  # seated


def test_what_nobody_understands_is_counted_and_then_a_human_offered() -> None:
    state = inside()
    for misses in range(1, flow_turn.STUCK + 1):
        decision = flow_turn.reply(state, "뷁뷁")
        assert seat(decision).misses == misses
        assert ("word:human" in str(parts(decision))) is (misses >= flow_turn.STUCK)
        state = after(state, decision)
    assert seat(flow_turn.reply(state, "1")).misses == 0


@pytest.mark.parametrize("word", ["why", "go_on", "review", "skip"])
def test_words_inside_a_flow_keep_the_place(word: str) -> None:
    state = answered()
    decision = flow_turn.command(state, word)
    assert parts(decision)
    assert seat(decision).answers == state.conversation.seat.answers  # type: ignore[union-attr]  # seated


def test_the_review_offers_to_change_each_answer() -> None:
    state = answered(2)
    steps = [step for step, _ in seat(flow_turn.again(state)).answers]
    assert payloads(flow_turn.command(state, "review")) == [f"change:{step}" for step in steps] + ["word:go_on"]
    changed = flow_turn.change(state, steps[0])
    assert steps[0] not in dict(seat(changed).answers)


def test_what_may_be_chosen_several_times_is_numbered_and_nothing_is_a_button() -> None:
    state = scene()
    decision = flow_turn.begin(state, "bylaws-check")
    for said in ("1", "1"):
        state = after(state, decision)
        assert "1. " not in parts(decision)[-1].text  # type: ignore[union-attr]  # one of them: a button is enough
        decision = flow_turn.reply(state, said)
    (*_, question) = parts(decision)
    assert isinstance(question, Choices)
    assert "\n1. 목적\n2. 이름과 사무소\n" in question.text
    assert question.text.endswith(state.voice.say("several"))
    assert "answer:-" in payloads(decision)
    assert seat(flow_turn.reply(after(state, decision), "-")).answers[-1] == ("base", "-")


def ended() -> Scene:
    state = inside()
    while state.conversation.seat:
        state = after(state, flow_turn.reply(state, "1"))
    return state


def test_after_the_result_the_answers_can_still_be_looked_at_and_changed() -> None:
    state = inside()
    while state.conversation.seat:
        decision = flow_turn.reply(state, "1")
        state = after(state, decision)
    assert "word:review" in payloads(decision)
    finished = state.conversation.finished
    assert finished
    steps = [step for step, _ in finished.answers]
    review = flow_turn.command(state, "review")
    assert payloads(review) == [f"change:{step}" for step in steps[:12]] + ["word:go_on"]
    assert parts(flow_turn.command(state, "go_on"))[0] == parts(decision)[0]
    changed = flow_turn.change(state, steps[0])
    assert steps[0] not in dict(seat(changed).answers)
    assert changed.conversation.finished is None
    assert len(seat(flow_turn.command(state, "back")).answers) == len(steps) - 1


def test_an_urgent_result_offers_a_human_first() -> None:
    calm = inside()
    flow = calm.knowledge.flows.flows[FLOW]
    pressing = replace(flow, results=tuple(replace(result, urgent=True) for result in flow.results))
    flows = replace(calm.knowledge.flows, flows={**calm.knowledge.flows.flows, FLOW: pressing})
    state = replace(calm, knowledge=replace(calm.knowledge, flows=flows))
    while state.conversation.seat:
        decision = flow_turn.reply(state, "1")
        state = after(state, decision)
    assert payloads(decision)[0] == "word:human"
    assert payloads(decision)[-1] == "word:review"


def test_a_new_flow_forgets_the_one_that_ended() -> None:
    assert flow_turn.begin(ended(), FLOW).conversation.finished is None


def test_an_ended_flow_that_was_taken_away_is_forgotten() -> None:
    before = scene()
    gone = replace(before, conversation=replace(before.conversation, finished=Seat(flow="gone")))
    decision = flow_turn.command(gone, "review")
    assert words(decision) == before.voice.say("flow_unknown")
    assert decision.conversation.finished is None


def test_a_question_in_between_is_answered_and_the_flow_asks_again() -> None:
    state = inside()
    decision = flow_turn.reply(state, "협동조합은 몇 명부터 만들 수 있나요?")
    card, question = parts(decision)
    assert isinstance(card, Card)
    assert isinstance(question, Choices)
    assert only(decision, NoteUse)
    assert decision.conversation.seat == state.conversation.seat


def test_the_flow_ends_with_a_card_that_rests_on_law() -> None:
    state = inside()
    for _ in range(30):
        decision = flow_turn.reply(state, "1")
        if decision.conversation.seat is None:
            break
        state = after(state, decision)
    (*_, card) = parts(decision)
    assert isinstance(card, Card)
    assert card.basis
    assert card.as_of
    assert payloads(decision)[0] == "word:human"
    assert payloads(decision)[-1] == "word:review"


def test_outside_a_flow_nothing_is_asked_again() -> None:
    before = scene()
    assert parts(flow_turn.again(before, before.voice.text("help"))) == (before.voice.text("help"),)
