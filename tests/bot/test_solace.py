"""What is said next to somebody who has just said that they are hurt."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import manner_turn, solace
from bot.router import route
from bot.scene import Decision, Scene
from desk.conversation import Distress, Holder, Seat
from tests.bot.scenes import NOW, labels, scene, text, with_ticket, words


def hurt(*, grave: bool = True, before: Scene | None = None) -> Scene:
    state = before or scene()
    return replace(state, conversation=replace(state.conversation, distress=Distress(grave=grave, at=NOW)))


def say(state: Scene, typed: str) -> Decision:
    return route(state, text(typed))


@pytest.mark.parametrize(
    ("manner", "grave"), [("emergency", True), ("violence", True), ("low_spirits", False), ("thanks", None), ("weather", None)]
)
def test_who_is_hurt_is_remembered(manner: str, grave: bool | None) -> None:
    after = manner_turn.reply(scene(), manner).conversation.distress
    assert (after and after.grave) == grave


@pytest.mark.parametrize(
    "typed", ["무서워요", "아무도 없어요", "그냥 힘들어서요", "ㅠㅠ", "고마워요", "아니요", "도와줘", "취소", "조합원이 없어요"]
)
def test_after_a_cry_for_help_we_stay(typed: str) -> None:
    decision = say(hurt(), typed)
    assert "109" in words(decision)
    assert "112" in words(decision)
    assert labels(decision) == ["상담원 연결"]


def test_a_yes_still_means_the_human() -> None:
    state = hurt()
    stayed = say(state, "무서워요")
    after = say(replace(state, conversation=stayed.conversation), "네")
    assert after.conversation.ticket is not None


@pytest.mark.parametrize("typed", ["협동조합은 몇 명부터 만들 수 있나요?", "처음으로"])
def test_who_turns_to_another_matter_is_followed(typed: str) -> None:
    decision = say(hurt(), typed)
    assert "109" not in words(decision)
    assert decision.conversation.distress is None


def test_who_asks_gets_the_answer_with_one_kind_line_above() -> None:
    decision = say(hurt(), "협동조합은 몇 명부터 만들 수 있나요")
    assert words(decision).startswith("힘드신 중에")
    assert "5명부터" in words(decision)
    assert "힘드신 중에" not in words(say(hurt(grave=False), "협동조합은 몇 명부터 만들 수 있나요"))


@pytest.mark.parametrize("typed", ["농담이에요", "아 장난이었어요", "괜찮아졌어요", "이제 괜찮아요", "괜찮아요", "그냥 해본 말이에요"])
def test_who_takes_it_back_gets_one_kind_line_and_goes_on(typed: str) -> None:
    decision = say(hurt(), typed)
    assert "다행이에요" in words(decision)
    assert decision.conversation.distress is None


@pytest.mark.parametrize("typed", ["농담으로 들리세요?", "농담이 아니에요", "농담 아니에요", "안 괜찮아요", "괜찮지 않아요", "무서워요"])
def test_who_is_still_hurt_has_not_taken_it_back(typed: str) -> None:
    assert say(hurt(), typed).conversation.distress is not None


def test_the_same_words_do_not_come_twice_in_a_row() -> None:
    for state in (hurt(), hurt(before=with_ticket())):
        told = []
        for typed in ("무서워요", "아무도 없어요", "ㅠㅠ"):
            decision = say(state, typed)
            assert "109" in words(decision)
            told.append(words(decision))
            state = replace(state, conversation=decision.conversation)
        assert told[0] != told[1] != told[2]


@pytest.mark.parametrize(("before", "typed"), [("맞았어요", "사장한테"), ("사장이", "때렸는데"), ("칼에", "손 베었어요")])
def test_a_cry_in_two_messages(before: str, typed: str) -> None:
    first = say(scene(), before)
    second = say(replace(scene(), conversation=first.conversation), typed)
    assert "119" in words(second)
    assert second.conversation.question == f"{before} {typed}" or second.conversation.distress


@pytest.mark.parametrize(("before", "typed"), [("맞았어요", "정관이요"), ("사장이", "바뀌었는데"), ("사장이 누구예요?", "때렸는데 그래")])
def test_two_messages_that_are_no_cry(before: str, typed: str) -> None:
    first = say(scene(), before)
    assert say(replace(scene(), conversation=first.conversation), typed).conversation.distress is None


def test_worn_out_is_not_in_danger_and_may_go_on() -> None:
    assert "109" in words(say(hurt(grave=False), "ㅠㅠ"))
    assert "5명부터" in words(say(hurt(grave=False), "협동조합 몇 명부터 만들 수 있는지"))


def test_it_lasts_half_an_hour() -> None:
    late = replace(hurt(), now=NOW + timedelta(minutes=31))
    assert "109" not in words(say(late, "고마워요"))
    assert not solace.is_near(late)


def test_a_wish_for_a_human_comes_before_staying() -> None:
    assert say(hurt(), "상담좀요").conversation.ticket is not None


def test_worn_out_inside_a_flow_a_yes_is_an_answer_to_it() -> None:
    state = scene()
    seated = replace(state, conversation=replace(state.conversation, seat=Seat(flow="find-type")))
    heard = say(seated, "빚 때문에 힘들어요")
    assert "109" in words(heard)
    assert say(replace(seated, conversation=heard.conversation), "네").conversation.ticket is None


def test_who_waits_can_take_it_back_all_the_same() -> None:
    assert "상담 취소" in labels(say(hurt(before=with_ticket()), "취소"))


def test_who_waits_for_a_human_is_told_that_it_was_passed_on() -> None:
    assert "상담원에게 전해 두었어요" in words(say(hurt(before=with_ticket()), "무서워요"))


def test_inside_a_flow_a_cry_is_no_answer_and_the_flow_stands() -> None:
    state = scene()
    seated = replace(state, conversation=replace(state.conversation, seat=Seat(flow="find-type")))
    decision = say(seated, "사장이 때렸어요")
    assert "112" in words(decision)
    assert decision.conversation.holder is Holder.FLOW
    after = replace(seated, conversation=decision.conversation)
    assert "109" in words(say(after, "아무도 없어요"))
    assert say(after, "네").conversation.ticket is not None
    assert "(2/" in words(answered := say(after, "1"))
    assert answered.conversation.distress is None
