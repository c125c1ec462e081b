"""What the desk says about itself."""

from dataclasses import replace

import pytest

from bot import reception
from bot.router import route
from bot.scene import Decision, Scene
from desk.conversation import Distress, Holder, Seat
from desk.deadlines import Hours
from desk.effects import OpenTicket, TellStaff
from tests.bot.scenes import KIM, NIGHT, labels, only, parts, scene, text, with_ticket, words


def say(state: Scene, typed: str) -> Decision:
    return route(state, text(typed))


def after(state: Scene, decision: Decision) -> Scene:
    return replace(state, conversation=decision.conversation)


def seated(state: Scene) -> Scene:
    return replace(state, conversation=replace(state.conversation, seat=Seat(flow="find-type")))


@pytest.mark.parametrize("typed", ["취소", "그만하기", "이제 괜찮아요 해결됐어요"])
def test_who_waits_is_asked_whether_to_withdraw(typed: str) -> None:
    state = with_ticket()
    asked = say(state, typed)
    assert asked.conversation.ticket
    assert labels(asked) == ["상담 취소", "계속 기다릴게요"]
    for yes in ("네", "취소", "상담 취소"):
        assert say(after(state, asked), yes).conversation.ticket is None
    kept = say(after(state, asked), "아니요")
    assert kept.conversation.ticket
    assert "ABCDEF" in words(kept)


@pytest.mark.parametrize("typed", ["상담 그만할래요", "상담 취소할게요"])
def test_who_says_plainly_that_it_is_over_is_not_asked(typed: str) -> None:
    assert say(with_ticket(), typed).conversation.ticket is None
    assert "진행 중인 상담이 없어요" in words(say(scene(), typed))
    assert say(seated(scene()), typed).conversation.holder is Holder.BOT


def test_inside_a_flow_the_flow_is_left_first() -> None:
    left = say(seated(with_ticket()), "취소")
    assert left.conversation.holder is Holder.BOT
    assert left.conversation.ticket
    assert labels(left) == ["상담 취소"]
    assert not labels(say(seated(scene()), "취소"))


@pytest.mark.parametrize("typed", ["됐어요", "cancel please", "아 잘못눌렀어요", "이제 괜찮아요 안 불러도 돼요"])
def test_who_waits_and_has_enough_withdraws_with_a_yes(typed: str) -> None:
    state = with_ticket()
    asked = say(state, typed)
    assert labels(asked) == ["상담 취소", "계속 기다릴게요"]
    assert say(after(state, asked), "yes").conversation.ticket is None
    for kept in ("계속 기다릴게요", "취소 안할래요"):
        assert "17:00까지" in words(say(after(state, asked), kept))


@pytest.mark.parametrize("typed", ["상담 요청을 취소하고 싶어졌어요", "취소"])
def test_inside_a_flow_a_yes_to_the_withdrawal_is_no_answer(typed: str) -> None:
    state = seated(with_ticket())
    asked = reception.ask_to_withdraw(state) if typed != "취소" else say(state, typed)
    asked = replace(asked, conversation=replace(asked.conversation, offered=(state.voice.button("withdraw", reception.DROP),)))
    gone = say(after(state, asked), "네")
    assert gone.conversation.ticket is None
    assert gone.conversation.seat == asked.conversation.seat


def test_after_a_withdrawal_the_human_is_called_again() -> None:
    state = with_ticket()
    gone = say(state, "상담 취소")
    for typed in ("상담원 다시", "아니 다시 불러주세요", "계속 기다릴게요", "취소 안할래요"):
        assert only(say(replace(after(state, gone), ticket=None), typed), OpenTicket), typed
    assert not only(say(scene(), "계속 기다릴게요"), OpenTicket)


@pytest.mark.parametrize("typed", ["사장한테 말 안하죠?", "제 얘기 사장한테 가나요", "사장한테 알려지나요"])
def test_who_reads_it(typed: str) -> None:
    told = say(scene(), typed)
    assert "이 센터의 상담원만" in words(told)
    assert labels(told) == ["상담원 연결"]


@pytest.mark.parametrize("typed", ["얼마나 걸려요", "내일이요?", "지금 사람 없어요?", "언제와요", "status?", "답이 없네요"])
def test_who_is_hurt_and_waits_is_told_until_when(typed: str) -> None:
    state = with_ticket()
    hurt = replace(state, conversation=replace(state.conversation, distress=Distress(grave=True, at=state.now)))
    for one in (state, hurt):
        assert "11.25. 17:00까지" in words(say(one, typed))


@pytest.mark.parametrize("typed", ["취소됐어요?", "제 상담 어떻게 됐어요", "다시 신청할래요", "언제 연락와요", "얼마나 기다려요"])
def test_who_waits_is_told_how_it_stands_and_until_when(typed: str) -> None:
    decision = say(with_ticket(), typed)
    assert "ABCDEF" in words(decision)
    assert "11.25. 17:00까지" in words(decision)
    assert decision.conversation.ticket
    late = replace(with_ticket(), now=NIGHT)
    assert "죄송해요" in words(say(late, typed))


@pytest.mark.parametrize("typed", ["취소됐어요?", "제 상담 어떻게 됐어요", "다시 신청할래요", "언제 연락와요", "얼마나 기다려요"])
def test_without_a_ticket_a_human_is_offered(typed: str) -> None:
    assert labels(say(scene(), typed)) == ["상담원 연결"]


def test_after_a_withdrawal_its_state_is_asked() -> None:
    state = with_ticket()
    state = replace(state, conversation=replace(state.conversation, entry="members-min"))
    gone = say(state, "상담 취소")
    assert labels(gone) == ["다시 신청하기"]
    assert "진행 중인 상담이 없어요" in words(say(replace(after(state, gone), ticket=None), "취소됐어요?"))


def test_the_promise_for_who_has_not_asked_yet() -> None:
    assert "4시간 안에" in words(say(scene(), "답변 언제 와요"))
    closed = scene()
    closed = replace(closed, knowledge=replace(closed.knowledge, hours=Hours(week={})))
    assert "4시간" not in words(say(closed, "답변 언제 와요"))


def test_the_hours_are_those_of_the_content() -> None:
    told = words(say(scene(), "상담 몇시까지 해요"))
    assert "월~금 09:00~12:00, 13:00~18:00" in told
    assert "지금은 상담 시간이에요" in told
    assert "11.26. 09:00에 열어요" in words(say(scene(now=NIGHT), "상담 몇시까지 해요"))


def test_what_it_costs() -> None:
    assert "내실 돈은 없어요" in words(say(scene(), "돈 내야 하나요"))


@pytest.mark.parametrize("typed", ["내 정보 지워주세요", "개인정보 삭제해줘", "기록 다 지워줘"])
def test_who_wishes_to_be_forgotten_needs_one_more_step(typed: str) -> None:
    told = say(scene(), typed)
    assert labels(told)[0] == "삭제 요청하기"
    for agreed in ("네", "삭제 요청하기"):
        decision = say(after(scene(), told), agreed)
        (opened,) = only(decision, OpenTicket)
        assert isinstance(opened, OpenTicket)
        assert "지워 주세요" in opened.ticket.question
        assert "10일 안에" in words(decision)


def test_a_wish_to_be_forgotten_goes_beside_the_open_ticket() -> None:
    decision = reception.erase(with_ticket())
    assert not only(decision, OpenTicket)
    assert "지워 주세요" in str(only(decision, TellStaff))


@pytest.mark.parametrize(
    "typed",
    [
        "상담좀요",
        "급해요 사람",
        "인간이랑 얘기할래",
        "사람이랑 통화하고싶어요",
        "전화 주세요",
        "human",
        "사람",
        "상담",
        "사람 말하고 싶어요",
        "사람 있나요",
    ],
)
def test_a_human_is_called_in_many_words(typed: str) -> None:
    assert only(say(scene(), typed), OpenTicket)
    inside = say(seated(scene()), typed)
    assert only(inside, OpenTicket)
    assert inside.conversation.holder is Holder.FLOW


def test_a_counselor_reads_that_somebody_wishes_to_be_called() -> None:
    state = scene()
    state = replace(state, conversation=replace(state.conversation, question="정관이요"))
    (opened,) = only(say(state, "010-1234-5678로 전화 주세요"), OpenTicket)
    assert isinstance(opened, OpenTicket)
    assert opened.ticket.question == "정관이요 / 010-1234-5678로 전화 주세요"
    waiting = say(with_ticket(), "전화 주세요")
    assert "전해 두었어요" in words(waiting)
    assert "전화 주세요" in str(only(waiting, TellStaff))


@pytest.mark.parametrize("typed", ["中文", "Xin chào tôi muốn hỏi", "cooperative registration fee please"])
def test_who_writes_in_another_language_gets_a_human(typed: str) -> None:
    told = say(scene(), typed)
    assert "I can only answer in Korean" in words(told)
    assert labels(told) == ["상담원 (human)"]
    assert only(say(after(scene(), told), "yes"), OpenTicket)
    assert "passed on" in words(say(with_ticket(), typed))


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("my boss hit me. I want die", ("112", "119", "109", "1350")),
        ("xin giúp tôi, sếp đánh tôi", ("112", "119", "109", "1350")),
        ("i am scared", ("112", "119", "109", "1350")),
        ("i want to die", ("112", "119", "109")),
        ("cooperative registration fee please", ("112", "119")),
        ("помогите", ("112", "119")),
    ],
)
def test_danger_in_another_language_is_told_whom_to_call(typed: str, numbers: tuple[str, ...]) -> None:
    told = say(scene(), typed)
    assert all(number in words(told) for number in numbers)
    assert "In danger? Call" in words(told)
    assert only(say(after(scene(), told), "yes"), OpenTicket)


def test_danger_in_another_language_is_heard_inside_a_flow_and_while_a_ticket_waits() -> None:
    for typed in ("boss hit me", "sếp đánh tôi"):
        assert "1350" in words(say(seated(scene()), typed))
        assert "1350" in words(say(with_ticket(), typed))


@pytest.mark.parametrize("typed", ["김철수요", "지난주에 사장님이 그랬어요", "010-1234-5678이에요", "직원이 세 명이에요"])
def test_what_is_told_while_a_ticket_waits_is_for_the_counselor(typed: str) -> None:
    decision = say(with_ticket(), typed)
    assert "상담원에게 전해 두었어요" in words(decision)
    assert typed in str(only(decision, TellStaff))
    assert len(parts(decision)) == 1


def test_while_a_counselor_is_there_every_wish_goes_to_them() -> None:
    for typed in ("전화 주세요", "언제 연락와요", "기록 다 지워줘", "돈 내야 하나요"):
        decision = say(with_ticket(owner=KIM), typed)
        assert not parts(decision)
        assert typed in str(only(decision, TellStaff))
