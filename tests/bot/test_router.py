"""Who gets a message: every rule of the router by values."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.router import route
from bot.scene import Decision, Limits, Scene
from desk.conversation import Conversation, Holder, Seat
from desk.effects import AnswerPress, Log, NoteUnanswered, NoteUse, OpenTicket, TellStaff
from desk.messages import MAX_TEXT, Card, Choice, Choices, InboundKind
from desk.privacy import MASK
from desk.ticket import TicketState
from tests.bot.scenes import ADDRESS, KIM, NOW, kinds, labels, only, option, parts, press, scene, text, with_ticket, words


def say(before: Scene, typed: str) -> Decision:
    return route(before, text(typed))


def then(before: Scene, decision: Decision) -> Scene:
    return replace(before, conversation=decision.conversation, now=before.now + timedelta(minutes=1))


def in_flow() -> Scene:
    start = scene()
    return then(start, route(start_with_flow(start), press()))


def start_with_flow(before: Scene) -> Scene:
    return replace(before, pressed=Choice(label="유형 찾기", payload="flow:find-type"))


def test_a_question_is_answered_with_basis_and_date() -> None:
    decision = say(scene(), "협동조합은 몇 명부터 만들 수 있나요")
    (card,) = parts(decision)
    assert isinstance(card, Card)
    assert card.basis == ("협동조합 기본법 제15조",)
    assert card.as_of == "2026-11-22"
    assert card.text.startswith("5명부터 만들 수 있어요.")
    assert decision.conversation.entry == "members-min"
    assert NoteUse(entry="members-min", use="answered") in decision.effects


def test_what_the_person_wrote_is_logged_first() -> None:
    assert isinstance(say(scene(), "최소 인원이 몇 명이에요").effects[0], Log)


def test_numbers_of_the_day_are_filled_in_and_unknown_ones_admitted() -> None:
    said = words(say(scene(), "월급을 못 받았어요"))
    assert "10,320원" in said
    assert "no-such-rate" not in said
    assert "확인 필요" in said


def test_an_urgent_answer_offers_a_human_first() -> None:
    assert labels(say(scene(), "월급을 못 받았어요"))[0] == "상담원 연결"


def test_a_past_programme_says_so() -> None:
    assert "지금은 끝난 사업" in words(say(scene(), "2019년 특화사업은 어떤 사업이었나요?"))


def test_nothing_found_asks_to_rephrase_and_then_offers_a_human() -> None:
    start = scene()
    first = say(start, "ㄹㄹ퀡뷁 zzqx")
    assert "다시 물어봐" in words(first)
    assert only(first, NoteUnanswered)
    second = say(then(start, first), "뷁뷁 qqzzx")
    assert "상담원" in words(second)
    assert second.conversation.misses == 2


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("처음으로", "무엇을 도와드릴까요"),
        ("  처음 으로!! ", "무엇을 도와드릴까요"),
        ("취소", "진행 중인 것이 없어요"),
        ("이전", "질문에 답하는 중이 아니에요"),
        ("도움말", "이렇게 쓰시면 돼요"),
        ("내 정보", "주고받은 말"),
        ("답변 확인", "진행 중인 상담이 없어요"),
        ("상담 취소", "진행 중인 상담이 없어요"),
    ],
)
def test_command_words_are_heard_however_they_are_typed(typed: str, expected: str) -> None:
    assert expected in words(say(scene(), typed))


def test_my_data_names_no_flow_that_was_taken_away() -> None:
    before = scene()
    gone = replace(before, conversation=replace(before.conversation, seat=Seat(flow="gone")))
    assert f"진행 중인 안내: {before.voice.say('nothing_open')}" in words(say(gone, "내 정보"))


def test_a_word_inside_a_sentence_is_no_command() -> None:
    assert not only(say(scene(), "상담원 채용할 때 4대보험 들어야 하나요"), OpenTicket)


@pytest.mark.parametrize("typed", ["1", "1번", " 1. ", "첫 번째요", "첫번째 거요", "1번이요", "협동조합 설립 절차를 알려 주세요"])
def test_an_offered_option_can_be_typed(typed: str) -> None:
    start = scene()
    shown = say(start, "협동조합은 몇 명부터 만들 수 있나요")
    assert "일곱 단계" in words(say(then(start, shown), typed))


def test_a_press_is_answered_and_means_what_was_shown() -> None:
    pressed = replace(scene(), pressed=Choice(label="설립 절차", payload="entry:procedure"))
    decision = route(pressed, press())
    assert AnswerPress(press="q1") in decision.effects
    assert "일곱 단계" in words(decision)


def test_a_button_that_is_not_ours_gets_a_polite_answer() -> None:
    decision = route(scene(), press())
    assert "더 쓸 수 없어요" in words(decision)
    assert only(decision, AnswerPress)


NO_TARGET = ("", "nonsense", "entry:", "entry:gone", "flow:gone", "change:y", "reopen:", "useless:", "word:")
NO_QUESTION = ("answer:", "answer:x", "answer:@", "answer:x@a", "answer:x@a:b:c", "answer:x@find-type:purpose", "skip:", "skip:@a:b:c")


@pytest.mark.parametrize("payload", [*NO_TARGET, *NO_QUESTION])
def test_no_payload_can_break_the_router(payload: str) -> None:
    for state in (scene(), in_flow(), after_result()):
        assert parts(pressed(state, "무엇", payload))


def test_invisible_text_gets_a_polite_answer() -> None:
    assert "보이지 않아요" in words(say(scene(), "   "))


def test_a_cut_message_and_a_hidden_number_are_told() -> None:
    assert "4,000자" in words(say(scene(), "가" * (MAX_TEXT + 1)))
    assert "주민등록번호" in words(say(scene(), f"제 번호는 {MASK} 인데 최소 인원이 몇 명이에요"))


def test_an_attachment_alone_is_explained() -> None:
    decision = route(scene(), text("", kind=InboundKind.ATTACHMENT, attachments=("photo",)))
    assert "읽지 못해요" in words(decision)
    assert "photo" in str(decision.effects[0])


def test_too_many_messages_are_told_once_and_nothing_is_lost() -> None:
    state = scene(limits=Limits(messages_per_minute=2))
    told = []
    for number in range(6):
        decision = say(state, f"최소 인원이 몇 명이에요 {number}")
        told.append(words(decision))
        assert only(decision, Log)
        state = replace(state, conversation=decision.conversation)
    assert [("한꺼번에" in said) for said in told] == [False, False, True, False, False, False]
    later = replace(state, now=NOW + timedelta(minutes=2))
    assert "5명부터" in words(say(later, "최소 인원이 몇 명이에요"))


def test_a_flow_begins_from_a_button_and_from_words() -> None:
    assert in_flow().conversation.holder is Holder.FLOW
    assert say(scene(), "나는 어떤 협동조합이 맞을까").conversation.holder is Holder.FLOW


def test_who_may_have_wanted_an_answer_only_is_offered_it_beside_the_flow() -> None:
    state = scene()
    begun = say(state, "우리한테 어떤 협동조합이 맞을지 모르겠어요")
    assert begun.conversation.holder is Holder.FLOW
    assert "답만 먼저 보시려면" in words(begun)
    (entry,) = [choice for choice in begun.conversation.offered if choice.payload.startswith("entry:")]
    answers = [choice.label for choice in begun.conversation.offered if choice.payload.startswith("answer:")]
    typed = say(then(state, begun), "1")
    assert typed.conversation.seat
    assert typed.conversation.seat.answers == say(then(state, begun), answers[0]).conversation.seat.answers  # type: ignore[union-attr]  # seated
    answered = pressed(then(state, begun), entry.label, entry.payload)
    assert answered.conversation.holder is Holder.FLOW
    card, question = parts(answered)
    assert card.title == entry.label  # type: ignore[union-attr]  # the answer
    assert question == parts(begun)[-1]


def test_who_asks_for_a_flow_word_for_word_is_offered_nothing_else() -> None:
    assert "답만 먼저" not in words(say(scene(), "나는 어떤 협동조합이 맞을까"))


def test_inside_a_flow_a_number_is_an_answer_and_never_a_way_out() -> None:
    state = in_flow()
    asked = replace(state, conversation=say(state, "1").conversation)
    assert isinstance(asked.conversation.seat, Seat)
    answered = say(asked, "2")
    assert answered.conversation.seat
    assert dict(answered.conversation.seat.answers) != dict(asked.conversation.seat.answers)


def pressed(state: Scene, label: str, payload: str) -> Decision:
    return route(replace(state, pressed=Choice(label=label, payload=payload)), press())


def test_a_press_on_an_earlier_question_changes_it_and_asks_the_present_one_again() -> None:
    state = in_flow()
    public = option(say(state, "왜 묻나요"), "공익사업이 중심")
    asked = then(state, say(state, "1"))
    decision = pressed(asked, public.label, public.payload)
    assert dict(decision.conversation.seat.answers) == {"purpose": "public"}  # type: ignore[union-attr]  # seated
    assert decision.conversation.seat.asked == asked.conversation.seat.asked  # type: ignore[union-attr]  # seated
    assert "고쳤어요" in words(decision)


def test_a_button_from_before_questions_were_named_still_answers() -> None:
    decision = pressed(in_flow(), "함께 벌어 나누기", "answer:earn")
    assert decision.conversation.seat.answers == (("purpose", "earn"),)  # type: ignore[union-attr]  # seated
    assert words(pressed(scene(), "함께 벌어 나누기", "answer:earn")) == scene().voice.say("stale_button")


def test_after_the_result_a_press_on_its_questions_leads_to_the_answers() -> None:
    state = after_result()
    decision = pressed(state, "공익사업이 중심", "answer:public@find-type:purpose:choice")
    assert labels(decision) == ["답 고치기", "처음으로"]
    assert "1번 고치기" in labels(pressed(then(state, decision), "답 고치기", "word:review"))


def test_skipping_is_typed_or_pressed_and_has_no_number() -> None:
    started = then(scene(), pressed(scene(), "서류", "flow:founding-papers"))
    state = then(started, say(started, "1"))
    skip = option(say(state, "왜 묻나요"), "건너뛰기")
    typed = say(state, "건너뛰기")
    assert typed.conversation.seat.answers[-1] == ("name", "")  # type: ignore[union-attr]  # seated
    assert pressed(state, skip.label, skip.payload).conversation.seat == typed.conversation.seat
    number = str(labels(say(state, "왜 묻나요")).index("건너뛰기") + 1)
    assert say(state, number).conversation.seat.answers[-1] == ("name", number)  # type: ignore[union-attr]  # seated
    held = replace(with_ticket(TicketState.CLAIMED, KIM), conversation=replace(state.conversation, held=True))
    assert "건너뛰기" not in str(only(say(held, number), TellStaff))


def test_an_old_skip_button_skips_nothing_else() -> None:
    state = in_flow()
    decision = pressed(state, "건너뛰기", "skip:@find-type:labels:choices")
    assert words(decision).startswith(state.voice.say("question_over"))
    assert decision.conversation.seat == state.conversation.seat


def test_an_old_answer_button_goes_to_the_counselor_who_holds_the_conversation() -> None:
    held = with_ticket(TicketState.CLAIMED, KIM)
    decision = pressed(held, "함께 벌어 나누기", "answer:earn@find-type:purpose:choice")
    assert "함께 벌어 나누기" in str(only(decision, TellStaff)[0])


def test_a_question_inside_a_flow_is_answered_and_the_flow_goes_on() -> None:
    state = in_flow()
    decision = say(state, "협동조합은 몇 명부터 만들 수 있나요?")
    assert "5명부터" in words(decision)
    assert isinstance(parts(decision)[-1], Choices)
    assert decision.conversation.seat == state.conversation.seat


def test_three_answers_that_nobody_understands_bring_the_offer_of_a_human() -> None:
    state = in_flow()
    for _ in range(3):
        decision = say(state, "뷁뷁뷁")
        state = then(state, decision)
    assert "상담원 연결" in labels(decision)
    assert decision.conversation.holder is Holder.FLOW


@pytest.mark.parametrize("word", ["이전", "건너뛰기", "왜 묻나요", "도움말", "답변 보기", "이어서 하기"])
def test_words_that_always_work_inside_a_flow(word: str) -> None:
    state = in_flow()
    decision = say(state, word)
    assert parts(decision)
    assert decision.conversation.holder is Holder.FLOW


@pytest.mark.parametrize("word", ["취소", "처음으로"])
def test_words_that_leave_a_flow(word: str) -> None:
    assert say(in_flow(), word).conversation.holder is Holder.BOT


def test_an_earlier_answer_can_be_changed_from_the_review() -> None:
    state = in_flow()
    asked = replace(state, conversation=say(state, "1").conversation)
    review = say(asked, "답변 보기")
    change = option(review, "1번 고치기")
    again = route(replace(asked, conversation=review.conversation, pressed=change), press())
    assert again.conversation.seat
    assert again.conversation.seat.answers == ()


def after_result() -> Scene:
    state = in_flow()
    while state.conversation.seat:
        state = then(state, say(state, "1"))
    return state


@pytest.mark.parametrize("word", ["답변 보기", "답 고치기", "이전", "이어서 하기"])
def test_words_that_work_straight_after_the_result(word: str) -> None:
    decision = say(after_result(), word)
    assert words(decision) != scene().voice.say("not_in_flow")
    assert (decision.conversation.seat is None) is (word != "이전")


def test_after_the_result_an_answer_can_be_changed_and_the_flow_goes_on() -> None:
    state = after_result()
    review = say(state, "답변 보기")
    again = route(replace(state, conversation=review.conversation, pressed=option(review, "1번 고치기")), press())
    assert again.conversation.holder is Holder.FLOW


def test_later_on_going_back_leads_into_no_flow_but_the_answers_are_still_there() -> None:
    state = after_result()
    later = then(state, say(state, "협동조합은 몇 명부터 만들 수 있나요"))
    assert words(say(later, "이전")) == later.voice.say("not_in_flow")
    assert "1번 고치기" in labels(say(later, "답변 보기"))
    home = then(state, say(state, "처음으로"))
    assert home.conversation.finished is None


def test_who_stops_midway_can_go_on_where_they_stopped() -> None:
    state = then(in_flow(), say(in_flow(), "1"))
    left = then(state, say(state, "취소"))
    assert left.conversation.holder is Holder.BOT
    again = say(left, "이어서 할래요")
    assert again.conversation.seat
    assert again.conversation.seat.answers == state.conversation.seat.answers  # type: ignore[union-attr]  # inside a flow


def test_where_nothing_was_begun_nothing_goes_on() -> None:
    assert words(say(scene(), "이어서 할래요")) == scene().voice.say("nothing_to_leave")


def test_a_flow_that_is_gone_leaves_the_person_free() -> None:
    gone = replace(scene(), conversation=Conversation(id=ADDRESS.conversation, seat=Seat(flow="gone")))
    decision = say(gone, "1")
    assert decision.conversation.holder is Holder.BOT
    assert parts(decision)


def test_held_conversations_go_to_the_counselor_and_not_to_the_bot() -> None:
    decision = say(with_ticket(TicketState.ANSWERED, KIM), "협동조합은 몇 명부터 만들 수 있나요")
    assert parts(decision) == ()
    assert kinds(decision) == ["Log", "TellStaff", "ChangeTicket", "TellStaff"]
    lines = only(decision, TellStaff)
    assert "[민지] 협동조합은" in str(lines[0])


def test_words_still_work_while_a_counselor_holds_the_conversation() -> None:
    held = with_ticket(TicketState.CLAIMED, KIM)
    assert "김상담" in words(say(held, "상담원"))
    assert say(held, "상담 취소").conversation.ticket is None
    assert parts(say(held, "처음으로")) == ()


def test_while_a_ticket_waits_the_bot_still_answers_and_counselors_see_it() -> None:
    decision = say(with_ticket(), "협동조합은 몇 명부터 만들 수 있나요")
    assert "5명부터" in words(decision)
    assert only(decision, TellStaff)


def test_leaving_and_coming_back_are_remembered_without_a_reply() -> None:
    left = route(with_ticket(), text("", kind=InboundKind.LEFT))
    assert left.conversation.unreachable
    assert parts(left) == ()
    assert only(left, TellStaff)
    back = route(scene(conversation=left.conversation), text("안녕하세요"))
    assert not back.conversation.unreachable


@given(st.text(max_size=200))
def test_every_text_gets_a_reply(typed: str) -> None:
    decision = say(scene(), typed)
    assert parts(decision)


@given(
    st.lists(
        st.sampled_from(["1", "2", "3", "이전", "건너뛰기", "뷁", "왜 묻나요", "5명", "처음으로", "상담원", "취소", "네"]), max_size=25
    )
)
def test_no_conversation_goes_silent(said: list[str]) -> None:
    state = in_flow()
    for typed in said:
        decision = say(state, typed)
        assert parts(decision)
        state = then(state, decision)
