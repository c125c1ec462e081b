"""What was offered is taken up, or declined, by typing."""

from dataclasses import replace

import pytest

from bot.consent import consent, place_meant, recalled, supposed
from bot.router import route
from bot.scene import Decision, Scene
from desk.conversation import Holder, Seat
from desk.effects import NoteUse, OpenTicket, TellStaff
from desk.messages import Card, Choice
from tests.bot.scenes import labels, only, option, parts, scene, text, with_ticket, words


def say(before: Scene, typed: str) -> Decision:
    return route(before, text(typed))


def then(before: Scene, decision: Decision) -> Scene:
    return replace(before, conversation=decision.conversation)


@pytest.mark.parametrize(
    ("typed", "agreed"),
    [
        ("네", True),
        ("응!", True),
        ("네 전해 주세요", True),
        ("네, 그거요", True),
        ("아니요", False),
        ("아뇨 괜찮아요", False),
        ("네 괜찮아요", None),
        ("아니요 배당은 안 하나요", None),
        ("네 부가세는 언제 내요", None),
        ("네?", None),
        ("설립 절차", None),
        ("", None),
    ],
)
def test_a_yes_takes_up_what_was_offered_and_nothing_more(typed: str, agreed: bool | None) -> None:
    assert consent(typed) is agreed


@pytest.mark.parametrize(("typed", "place"), [("2", 2), ("두 번째요", 2), ("네 두번째요", 2), ("네", 0), ("직원이 2명이에요", 0), ("", 0)])
def test_a_place_is_meant_also_behind_a_yes(typed: str, place: int) -> None:
    assert place_meant(typed) == place


def given_up() -> Scene:
    start = scene()
    once = then(start, say(start, "ㄹㄹ퀡뷁 zzqx"))
    return then(once, say(once, "뷁뷁 qqzzx"))


def test_who_agrees_to_a_human_gets_one() -> None:
    assert only(say(given_up(), "네 전해주세요"), OpenTicket)


def test_a_yes_to_a_request_to_rephrase_is_no_wish_for_a_human() -> None:
    start = scene()
    assert not only(say(then(start, say(start, "ㄹㄹ퀡뷁 zzqx")), "네"), OpenTicket)


def offered(*payloads: str) -> Scene:
    before = scene()
    choices = tuple(Choice(label=payload, payload=payload) for payload in (*payloads, "useless:"))
    return replace(before, conversation=replace(before.conversation, offered=choices))


def test_a_yes_to_one_title_opens_it_and_to_several_asks_which() -> None:
    (note,) = only(say(offered("entry:procedure"), "네"), NoteUse)
    assert (note.entry, note.use) == ("procedure", "taken")
    several = offered("entry:procedure", "entry:members-min")
    which = say(several, "네 그거요")
    assert words(which) == several.voice.say("which_one")
    assert labels(which) == ["entry:procedure", "entry:members-min", "useless:"]
    assert [note.entry for note in only(say(then(several, which), "네 두번째요"), NoteUse)] == ["members-min"]


def test_a_no_to_titles_is_taken_for_none_of_them() -> None:
    before = offered("entry:procedure")
    assert before.voice.say("other_question") in words(say(before, "아니요"))


def test_what_is_written_while_a_ticket_waits_and_nobody_understands_is_confirmed() -> None:
    before = with_ticket()
    assert before.voice.say("noted_for_ticket") in words(say(before, "ㄹㄹ퀡뷁 zzqx"))


@pytest.mark.parametrize("typed", ["알겠어요 상담원 연결해 주세요", "고마워요, 상담원 연결", "됐고 상담사 연결해줘"])
def test_a_counselor_is_called_behind_a_few_words(typed: str) -> None:
    assert only(say(scene(), typed), OpenTicket)


@pytest.mark.parametrize("typed", ["우리 조합에도 상담원 연결되는 번호가 있나요", "상담원 연결은 어떻게 하는 건가요"])
def test_who_asks_about_counselors_calls_none(typed: str) -> None:
    assert not only(say(scene(), typed), OpenTicket)


def test_what_is_written_for_the_counselor_inside_a_flow_reaches_them() -> None:
    waiting, flow = with_ticket(), in_flow()
    state = replace(waiting, conversation=replace(waiting.conversation, seat=flow.conversation.seat))
    told = say(state, "조합원이 둘밖에 안 남아서 걱정이 커요")
    assert state.voice.say("noted_for_ticket") in words(told)
    assert only(told, TellStaff)
    assert told.conversation.seat == state.conversation.seat
    assert not only(say(state, "1"), TellStaff)


def in_flow(*, misses: int = 0) -> Scene:
    before = scene()
    begun = route(replace(before, pressed=Choice(label="유형 찾기", payload="flow:find-type")), text(""))
    seat = begun.conversation.seat
    assert seat
    return replace(before, conversation=replace(begun.conversation, seat=replace(seat, misses=misses)))


def test_who_is_stuck_and_wants_no_human_tries_again() -> None:
    declined = say(in_flow(misses=3), "아니요")
    assert declined.conversation.seat
    assert declined.conversation.seat.misses == 0
    assert "상담원 연결" not in labels(declined)
    assert only(say(in_flow(misses=3), "네"), OpenTicket)


def test_a_number_below_the_answers_so_far_is_that_of_one_of_them() -> None:
    state = in_flow()
    answered = then(state, say(state, "1"))
    review = then(answered, say(answered, "답변 보기"))
    assert option(say(answered, "답변 보기"), "1번 고치기")
    assert say(review, "1번이요").conversation.seat == Seat(flow="find-type", answers=(), asked=in_flow().conversation.seat.asked)  # type: ignore[union-attr]  # inside a flow


def after_result() -> Scene:
    state = in_flow()
    while state.conversation.seat:
        state = then(state, say(state, "1"))
    return state


@pytest.mark.parametrize("typed", ["300만원이면요?", "그럼 300만 원이면요", "4월 1일로 하면요?"])
def test_a_value_that_no_answer_can_have_leads_to_the_answers(typed: str) -> None:
    supposed = say(after_result(), typed)
    assert scene().voice.say("what_if") in words(supposed)
    assert "1번 고치기" in labels(supposed)
    assert supposed.conversation.holder is Holder.BOT


@pytest.mark.parametrize("typed", ["협동조합을 만들려면", "협동조합은 몇 명이면 만들 수 있나요?", "늦으면요?", "그럼 안 주면요?"])
def test_a_question_after_the_result_is_a_question(typed: str) -> None:
    assert scene().voice.say("what_if") not in words(say(after_result(), typed))


def test_a_supposition_inside_a_flow_is_no_answer_to_its_question() -> None:
    state = then(in_flow(), say(in_flow(), "1"))
    supposed = say(state, "그럼 12명이면요?")
    assert "1번 고치기" in labels(supposed)
    assert supposed.conversation.seat == state.conversation.seat


def test_an_answer_that_begins_with_yes_calls_nobody() -> None:
    assert not only(say(in_flow(misses=3), "네 나눠 가져야죠"), OpenTicket)


def test_a_term_is_explained_outside_a_flow_as_well() -> None:
    before = scene()
    assert before.knowledge.flows.explain("두루누리가 뭐예요?") in words(say(before, "두루누리가 뭐예요?"))


def test_where_no_flow_has_ended_nothing_is_supposed() -> None:
    assert scene().voice.say("what_if") not in words(say(scene(), "300만원이면요?"))
    assert isinstance(parts(say(scene(), "협동조합은 몇 명부터 만들 수 있나요?"))[0], Card)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("그럼 300만원이면요?", "300만원"),
        ("출자금 500만원이면요", "출자금 500만원"),
        ("4월 1일로 하면요?", "4월 1일"),
        ("출자금을 이천만원으로 바꿔줘요", "출자금을 이천만원"),
        ("아니 6월 30일로 바꿀게요", "6월 30일"),
        ("주 20시간이면요?", "주 20시간"),
        ("20프로면요", "20프로"),
        ("14일안에 못주면요?", ""),
        ("3개월 나눠주면요?", ""),
        ("5인 미만이면요?", ""),
        ("300만원이요", ""),
        ("늦으면요?", ""),
        ("이름을 바꿔 주세요", ""),
    ],
)
def test_the_value_is_found_that_is_supposed(typed: str, value: str) -> None:
    assert supposed(typed) == value


def test_another_value_for_the_one_answer_that_can_be_meant_is_taken_at_once() -> None:
    state = scene()
    state = then(state, route(replace(state, pressed=Choice(label="비용", payload="flow:founding-cost")), text("")))
    for typed in ("일반", "천만원", "아니요", "직접 가요", "0"):
        state = then(replace(state, pressed=None), say(replace(state, pressed=None), typed))
    changed = say(state, "출자금 500만원이면요?")
    assert "5,000,000원" in words(changed)
    assert changed.conversation.finished
    assert dict(changed.conversation.finished.answers)["capital"] == "5000000"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("아니 월급이 300만원이에요", "월급이 300만원이에요"),
        ("아 아니 5명이요", "5명이요"),
        ("다시 보니 5명이었네요", "다시 보니 5명"),
        ("잘못 적었어요 3월 2일이에요", "3월 2일이에요"),
        ("아니 그럼 5명이면 얼마예요?", ""),
        ("아니 왜요", ""),
        ("고마웠어요", ""),
        ("작년에 5명이 나갔어요", ""),
    ],
)
def test_a_value_that_corrects_one_told_before(typed: str, value: str) -> None:
    assert recalled(typed) == value
