"""A person inside a guided flow."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot import flow_turn
from bot.router import route
from bot.scene import Decision, Scene
from desk.conversation import Seat
from desk.effects import NoteUse, OpenTicket
from desk.messages import Card, Choices
from flows.flow import Branch
from tests.bot.scenes import only, parts, press, scene, text, words
from tests.fakes.library import shipped_knowledge

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


def in_a_flow_that_is_gone() -> Scene:
    before = scene()
    return replace(before, conversation=replace(before.conversation, seat=Seat(flow="gone", answers=(("members", "5"),))))


@pytest.mark.parametrize(
    "act",
    [
        lambda state: flow_turn.reply(state, "1"),
        lambda state: flow_turn.command(state, "back"),
        lambda state: flow_turn.change(state, "members"),
        lambda state: flow_turn.again(state, state.voice.text("help")),
    ],
    ids=["answer", "word", "change", "help"],
)
def test_a_flow_that_was_taken_away_frees_the_person_and_offers_a_way_on(act: Callable[[Scene], Decision]) -> None:
    state = in_a_flow_that_is_gone()
    decision = act(state)
    assert decision.conversation.seat is None
    assert state.voice.say("flow_gone") in words(decision)
    assert payloads(decision) == ["word:home", "word:human"]


def test_a_question_is_answered_also_when_the_flow_was_taken_away() -> None:
    told, card = parts(flow_turn.reply(in_a_flow_that_is_gone(), "협동조합은 몇 명부터 만들 수 있나요?"))
    assert isinstance(told, Choices)
    assert isinstance(card, Card)


def with_a_new_question(state: Scene) -> Scene:
    """The flow begins with a question that this person has not seen."""
    book = state.knowledge.flows
    flow = book.flows[FLOW]
    fresh = replace(flow.steps[0], id="fresh", ask="새 질문이에요?", branches=(Branch(go=flow.steps[0].id),))
    flows = {**book.flows, FLOW: replace(flow, steps=(fresh, *flow.steps))}
    return replace(state, knowledge=replace(state.knowledge, flows=replace(book, flows=flows)))


def test_what_was_seen_is_remembered_and_an_edit_is_told() -> None:
    state = with_a_new_question(answered())
    before = state.conversation.seat
    assert before
    decision = flow_turn.reply(state, "5명")
    assert set(seat(decision).answers) == {*before.answers, ("members", "5")}
    assert state.knowledge.flows.wording.say("moved_kept") in words(decision)
    assert "새 질문이에요?" in words(decision)
    assert dict(seat(flow_turn.reply(after(state, decision), "1")).answers)["fresh"]


def test_a_question_in_between_is_answered_also_after_an_edit() -> None:
    note, question = parts(flow_turn.reply(with_a_new_question(answered()), "뷁뷁"))
    assert isinstance(question, Choices)
    card, *rest = parts(flow_turn.reply(with_a_new_question(answered()), "협동조합은 몇 명부터 만들 수 있나요"))
    assert isinstance(card, Card)
    assert rest == [note, question]


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
    assert only(flow_turn.reply(state, "네"), OpenTicket)
    assert not only(flow_turn.reply(inside(), "네"), OpenTicket)


def test_half_an_answer_waits_for_the_other() -> None:
    start = scene()
    begun = after(start, flow_turn.begin(start, "severance"))
    half = flow_turn.reply(begun, "작년 3월")
    whole = flow_turn.reply(after(begun, half), "4일")
    assert (seat(half).half, seat(whole).half) == ("작년 3월", "")
    assert seat(whole).answers == (("hire", f"{start.today.year - 1}-03-04"),)


def test_an_answer_in_doubt_is_an_answer() -> None:
    state = answered()
    decision = flow_turn.reply(state, "5명?")
    assert "혹시 이 질문인가요" not in words(decision)
    assert len(seat(decision).answers) == len(seat(flow_turn.again(state)).answers) + 1


def test_a_question_that_several_entries_may_answer_is_offered_titles_and_comes_again() -> None:
    state = inside()
    decision = flow_turn.reply(state, "절차 기한 서류?")
    offered, question = parts(decision)
    assert "혹시 이 질문인가요" in offered.text  # type: ignore[union-attr]  # titles
    assert question == parts(flow_turn.again(state))[-1]
    assert seat(decision).misses == 0


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
    assert "answer:-@bylaws-check:base:choices" in payloads(decision)
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


def test_after_the_result_an_edit_that_asks_more_leads_back_into_the_flow() -> None:
    state = with_a_new_question(ended())
    decision = flow_turn.command(state, "go_on")
    assert "새 질문이에요?" in words(decision)
    assert seat(decision).answers == state.conversation.finished.answers  # type: ignore[union-attr]  # it has ended


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
    assert before.voice.say("flow_gone") in words(decision)
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


def test_a_button_names_its_question() -> None:
    names = payloads(flow_turn.begin(scene(), FLOW))
    assert names[0] == "answer:earn@find-type:purpose:choice"
    assert {name.partition("@")[2] for name in names if name.startswith("answer:")} == {"find-type:purpose:choice"}


def shown_at(state: Scene) -> str:
    """The first button of the present question, as the router hands it over."""
    return payloads(flow_turn.again(state))[0].removeprefix("answer:")


@pytest.mark.parametrize("times", [0, 2])
def test_a_button_of_the_present_question_answers_it(times: int) -> None:
    state = answered(times)
    pressed = shown_at(state)
    decision = flow_turn.press(state, pressed)
    assert decision == flow_turn.reply(state, pressed.partition("@")[0])
    assert len(seat(decision).answers) == times + 1


def test_a_button_from_before_questions_were_named_answers_the_present_one() -> None:
    for state, old in ((inside(), "public"), (answered(2), "none")):
        assert flow_turn.press(state, old) == flow_turn.reply(state, old)


def test_a_button_of_an_earlier_question_changes_that_answer_and_says_so() -> None:
    state = answered(2)
    note, question = parts(flow_turn.press(state, "public@find-type:purpose:choice"))
    assert "함께 벌어 나누기" in note.text  # type: ignore[union-attr]  # a text
    assert "공익사업이 중심" in note.text  # type: ignore[union-attr]  # a text
    assert question == parts(flow_turn.again(state))[-1]
    before = dict(state.conversation.seat.answers)  # type: ignore[union-attr]  # seated
    assert dict(seat(flow_turn.press(state, "public@find-type:purpose:choice")).answers) == before | {"purpose": "public"}


def test_a_button_pressed_twice_is_not_taken_for_the_next_answer() -> None:
    state = inside()
    pressed = shown_at(state)
    after_first = after(state, flow_turn.press(state, pressed))
    second = flow_turn.press(after_first, pressed)
    assert second.conversation == after_first.conversation
    assert "이미" in words(second)


@pytest.mark.parametrize(
    "pressed",
    [
        pytest.param("mixed@find-type:coop-kinds:choice", id="never asked on this way"),
        pytest.param("gone@find-type:purpose:choice", id="the choice is gone"),
        pytest.param("earn@find-type:gone:choice", id="the step is gone"),
        pytest.param("general@bylaws-check:kind:choice", id="another flow"),
        pytest.param("yes@gone:purpose:choice", id="a flow that is gone"),
        pytest.param("@find-type:purpose:choice", id="skipping what must be answered"),
    ],
)
def test_a_button_of_a_question_that_is_over_says_so_and_asks_the_present_one(pressed: str) -> None:
    state = answered(2)
    decision = flow_turn.press(state, pressed)
    told, question = parts(decision)
    assert told == state.voice.text("question_over")
    assert question == parts(flow_turn.again(state))[-1]
    assert decision.conversation == flow_turn.again(state).conversation


def test_a_button_of_an_earlier_question_can_lead_another_way() -> None:
    decision = flow_turn.press(answered(2), "buy@find-type:purpose:choice")
    assert "앞 질문의 답을 고쳤어요" in words(decision)
    assert seat(decision).asked.startswith("buyers:")


def test_the_skip_button_skips_its_own_question_only() -> None:
    state = scene()
    state = after(state, flow_turn.begin(state, "founding-papers"))
    state = after(state, flow_turn.reply(state, "1"))
    (skip,) = (name.removeprefix("skip:") for name in payloads(flow_turn.again(state)) if name.startswith("skip:"))
    skipped = flow_turn.press(state, skip)
    assert skipped == flow_turn.command(state, "skip")
    twice = flow_turn.press(after(state, skipped), skip)
    assert twice.conversation == skipped.conversation
    assert "이미" in words(twice)


def test_a_button_of_the_question_seen_last_keeps_its_answer_after_an_edit() -> None:
    state = answered()
    pressed = shown_at(after(state, flow_turn.reply(state, "5명")))
    state = with_a_new_question(after(state, flow_turn.reply(state, "5명")))
    decision = flow_turn.press(state, pressed)
    assert state.knowledge.flows.wording.say("moved_kept") in words(decision)
    assert dict(seat(decision).answers)[pressed.partition(":")[2].partition(":")[0]]


def test_after_the_result_a_button_of_its_questions_offers_to_change_an_answer() -> None:
    state = ended()
    decision = flow_turn.press_outside(state, "public@find-type:purpose:choice")
    assert words(decision) == state.voice.say("question_over_result")
    assert payloads(decision) == ["word:review", "word:home"]
    assert decision.conversation == state.conversation


@pytest.mark.parametrize("pressed", ["public", "yes@bylaws-check:base:choices", "@gone:a:choice"])
def test_outside_a_flow_a_button_of_another_one_is_stale(pressed: str) -> None:
    for state in (scene(), ended()):
        assert words(flow_turn.press_outside(state, pressed)) == state.voice.say("stale_button")


def test_outside_a_flow_nothing_is_asked_again() -> None:
    before = scene()
    assert parts(flow_turn.again(before, before.voice.text("help"))) == (before.voice.text("help"),)


def test_what_is_asked_on_the_way_follows_on_what_the_flow_is_about() -> None:
    start = scene(knowledge=shipped_knowledge())
    begun = after(start, flow_turn.begin(start, "training", entry="labor-training"))
    assert begun.conversation.entry == "labor-training"
    told = flow_turn.reply(begun, "안 하면 과태료 얼마예요?")
    assert "500만원 이하 과태료" in words(told)
    assert seat(told) == begun.conversation.seat
    assert "답변에 이런 내용" not in words(flow_turn.reply(begun, "직원 6명"))


def test_a_flow_that_was_chosen_follows_on_nothing() -> None:
    start = scene()
    stale = replace(start, conversation=replace(start.conversation, entry="labor-training"))
    assert not flow_turn.begin(stale, FLOW).conversation.entry


def dismissed() -> Scene:
    """After the result of a flow: somebody was dismissed with too short a notice."""
    start = scene(knowledge=shipped_knowledge())
    state = after(start, flow_turn.begin(start, "dismissal"))
    for said in ("조합이 내보내요", "2025-03-02", "2026-12-20", "40시간", "없어요", "네", "2026-12-01", "아니요", "250만원"):
        state = replace(state, conversation=route(state, text(said)).conversation)
    assert state.conversation.seat is None
    return state


def test_a_follow_up_on_a_result_is_answered_with_its_sentence() -> None:
    state = dismissed()
    (card,) = parts(route(state, text("늦으면요?")))
    assert isinstance(card, Card)
    assert "연 20%" in card.text
    assert "해고예고수당" in card.title
    assert any(option.payload == "word:review" for option in card.options)


def test_after_another_answer_the_result_is_quoted_no_more() -> None:
    state = dismissed()
    later = replace(state, conversation=route(state, text("협동조합은 몇 명부터 만들 수 있나요?")).conversation)
    assert "연 20%" not in words(route(later, text("늦으면요?")))


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("아니 월급이 300만원이에요", ("monthly", "3000000")),
        ("다시 보니 입사일이 2024년 3월 2일이었네요", ("hire", "2024-03-02")),
        ("아 아니 월급 280만원이요", ("monthly", "2800000")),
    ],
)
def test_a_value_is_corrected_after_the_result(said: str, answer: tuple[str, str]) -> None:
    finished = route(dismissed(), text(said)).conversation.finished
    assert finished
    assert answer in finished.answers


def test_another_flow_is_offered_in_the_middle_of_one() -> None:
    start = scene(knowledge=shipped_knowledge())
    state = after(start, flow_turn.begin(start, "severance"))
    decision = route(state, text("협동조합 설립 비용 계산해줘"))
    offer, question = parts(decision)
    assert isinstance(offer, Choices)
    assert [option.payload for option in offer.options] == ["flow:founding-cost"]
    assert isinstance(question, Choices)
    assert decision.conversation.seat
    assert decision.conversation.seat.flow == "severance"


def opened(said: str) -> Scene:
    start = scene(knowledge=shipped_knowledge())
    return after(start, flow_turn.begin(start, "assembly-quorum", opening=said))


OPENING = "조합원 7명인데 의결정족수가 몇 명이에요?"


def test_what_the_opening_question_told_is_offered_and_taken_with_a_yes() -> None:
    state = opened(OPENING)
    while seat_of(state).half != "=7":
        state = after(state, flow_turn.reply(state, "1"))
    (question,) = [part for part in parts(flow_turn.again(state)) if isinstance(part, Choices)]
    assert "7명" in question.text
    assert question.options[0].label == "7명"
    assert ("members", "7") in seat(route(state, text("네"))).answers
    assert ("members", "9") in seat(route(state, text("9명이요"))).answers
    pressed = replace(state, pressed=question.options[0])
    assert ("members", "7") in seat(route(pressed, press())).answers
    # A number typed there is an answer, not the place of the button.
    ended = route(state, text("1")).conversation.finished
    assert ended
    assert ("members", "1") in ended.answers


def test_nothing_is_offered_that_was_not_told() -> None:
    state = opened("총회 정족수 알려주세요")
    for said in ("1", "7명"):
        assert not seat_of(state).half
        state = after(state, flow_turn.reply(state, said))


def seat_of(state: Scene) -> Seat:
    assert state.conversation.seat
    return state.conversation.seat
