"""Asking for a human, waiting, being late, taking the wish back, and asking again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import handoff
from bot.scene import Decision, Scene
from desk.conversation import Conversation, Seat
from desk.deadlines import Hours
from desk.effects import ChangeTicket, ClearTimer, OpenTicket, Say, SetTimer, StaffNews, TellStaff
from desk.messages import InboundKind, Text
from desk.ticket import TicketState
from tests.bot.scenes import ADDRESS, KIM, NIGHT, NOW, ROOM, kinds, only, scene, text, ticket, with_ticket, words

S = TicketState


def asked(**changes: object) -> Scene:
    before = scene(**changes)
    return replace(before, conversation=replace(before.conversation, question="정관을 바꾸고 싶어요", entry="members-min"))


def opened(decision: Decision) -> OpenTicket:
    (effect,) = only(decision, OpenTicket)
    assert isinstance(effect, OpenTicket)
    return effect


def offered(decision: Decision) -> list[str]:
    return [option.label for effect in only(decision, Say) for part in effect.parts for option in getattr(part, "options", ())]


def closed() -> Scene:
    over = ticket(S.CLOSED)
    return scene(conversation=Conversation(id=ADDRESS.conversation, closed=over.id), closed=over)


def test_a_ticket_says_what_was_asked_and_when_an_answer_comes() -> None:
    decision = handoff.ask_for_human(asked())
    made = opened(decision).ticket
    assert (made.question, made.topic, made.state) == ("정관을 바꾸고 싶어요", "formation", S.WAITING)
    assert made.due == NOW + timedelta(hours=4)
    assert only(decision, SetTimer) == [SetTimer(key=f"due:{made.id}", kind=handoff.TICKET_DUE, due=made.due, ticket=made.id)]
    assert made.number in words(decision)
    assert "지금 상담 시간이니" in words(decision)
    assert decision.conversation.ticket == made.id


def test_at_night_the_next_opening_is_told() -> None:
    decision = handoff.ask_for_human(asked(now=NIGHT))
    assert "지금은 상담 시간이 아니어서" in words(decision)
    assert "09:00부터" in words(decision)


def test_a_centre_that_never_opens_promises_nothing() -> None:
    before = asked()
    decision = handoff.ask_for_human(replace(before, knowledge=replace(before.knowledge, hours=Hours(week={}))))
    assert opened(decision).ticket.due is None
    assert not only(decision, SetTimer)
    assert words(decision)


def test_inside_a_flow_its_topic_counts_and_the_answers_stay() -> None:
    before = asked()
    seated = replace(before, conversation=replace(before.conversation, seat=Seat(flow="find-type"), entry=""))
    decision = handoff.ask_for_human(seated)
    assert opened(decision).ticket.topic == seated.knowledge.flows.flows["find-type"].topic
    assert decision.conversation.seat == seated.conversation.seat


def test_after_a_flow_its_topic_counts_until_something_else_was_answered() -> None:
    before = asked()
    ended = replace(before, conversation=replace(before.conversation, finished=Seat(flow="find-type"), entry=""))
    assert opened(handoff.ask_for_human(ended)).ticket.topic == ended.knowledge.flows.flows["find-type"].topic
    other = replace(next(iter(before.knowledge.entries.values())), id="pay", topic="labor")
    knowledge = replace(before.knowledge, entries={**before.knowledge.entries, other.id: other})
    answered = replace(ended, knowledge=knowledge, conversation=replace(ended.conversation, entry=other.id))
    assert opened(handoff.ask_for_human(answered)).ticket.topic == other.topic


def test_who_has_said_nothing_yet_gets_a_ticket_all_the_same() -> None:
    made = opened(handoff.ask_for_human(scene())).ticket
    assert (made.topic, made.question) == ("other", "상담원 연결")


def test_counselors_see_topic_question_and_card_in_this_order() -> None:
    shown = only(handoff.ask_for_human(asked()), TellStaff)
    assert [one.news for one in shown] == [StaffNews.TOPIC, StaffNews.LINE, StaffNews.CARD]
    assert all("정관을 바꾸고" in str(one.part) for one in shown)


def test_a_group_that_may_not_see_words_sees_none() -> None:
    shown = only(handoff.ask_for_human(asked(staff_sees_text=False)), TellStaff)
    assert "정관" not in str(shown)


def test_asking_twice_opens_one_ticket() -> None:
    decision = handoff.ask_for_human(with_ticket())
    assert not only(decision, OpenTicket)
    assert "ABCDEF" in words(decision)
    assert offered(decision) == ["계속 기다릴게요", "상담 취소"]


def test_while_somebody_is_there_the_name_is_told() -> None:
    held = with_ticket(S.CLAIMED, KIM)
    assert "김상담" in words(handoff.ask_for_human(held))
    assert "김상담" in words(handoff.pending(held))


def test_how_a_ticket_stands() -> None:
    assert "진행 중인 상담이 없어요" in words(handoff.pending(scene()))
    assert "ABCDEF" in words(handoff.pending(with_ticket()))


@pytest.mark.parametrize("state", [S.WAITING, S.CLAIMED, S.REOPENED])
def test_a_broken_promise_is_admitted_to_both_sides(state: TicketState) -> None:
    decision = handoff.late(with_ticket(state))
    assert "죄송해요" in words(decision)
    assert "답변 약속 시간이 지났어요" in str(only(decision, TellStaff))


@pytest.mark.parametrize("before", [scene(), with_ticket(S.ANSWERED, KIM), with_ticket(S.ON_HOLD, KIM)])
def test_nothing_is_late_that_was_answered(before: Scene) -> None:
    assert handoff.late(before).effects == ()


def test_a_withdrawal_ends_everything() -> None:
    decision = handoff.withdraw(with_ticket(S.CLAIMED, KIM))
    (change,) = only(decision, ChangeTicket)
    assert change.after.state is S.WITHDRAWN
    assert only(decision, ClearTimer)
    assert (decision.conversation.ticket, decision.conversation.held) == (None, False)
    assert [one.news for one in only(decision, TellStaff)] == [StaffNews.LINE, StaffNews.CARD, StaffNews.SHUT]


def test_nothing_to_withdraw() -> None:
    assert "진행 중인 상담이 없어요" in words(handoff.withdraw(scene()))
    assert "이미 끝났어요" in words(handoff.withdraw(with_ticket(S.CLOSED)))


def test_asking_again_reopens_the_same_ticket() -> None:
    decision = handoff.reopen(closed())
    (change,) = only(decision, ChangeTicket)
    assert (change.before.state, change.after.state) == (S.CLOSED, S.REOPENED)
    assert (decision.conversation.ticket, decision.conversation.closed) == (ticket().id, None)
    assert "ABCDEF" in words(decision)
    assert [one.news for one in only(decision, TellStaff)] == [StaffNews.TOPIC, StaffNews.LINE, StaffNews.CARD]


def test_a_reopened_ticket_gets_a_new_promise() -> None:
    (timer,) = only(handoff.reopen(closed()), SetTimer)
    assert isinstance(timer, SetTimer)
    assert timer.due == NOW + timedelta(hours=4)


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(scene(), id="nothing was closed"),
        pytest.param(replace(closed(), closed=ticket(S.WITHDRAWN)), id="it was withdrawn"),
    ],
)
def test_what_cannot_be_reopened_becomes_a_new_ticket(before: Scene) -> None:
    assert only(handoff.reopen(before), OpenTicket)


def test_reopening_while_another_ticket_waits_opens_none() -> None:
    assert kinds(handoff.reopen(with_ticket())) == ["Say"]


@pytest.mark.parametrize("state", [S.ANSWERED, S.ON_HOLD])
def test_the_persons_word_gives_the_turn_back(state: TicketState) -> None:
    decision = handoff.relay(with_ticket(state, KIM), text("그런데요"), "그런데요")
    (change,) = only(decision, ChangeTicket)
    assert change.after.state is S.CLAIMED
    assert decision.conversation.question == "그런데요"


def test_a_second_word_in_a_row_changes_nothing() -> None:
    assert kinds(handoff.relay(with_ticket(S.CLAIMED, KIM), text("그리고요"), "그리고요")) == ["TellStaff"]


@pytest.mark.parametrize(
    ("inbound", "line"),
    [
        (text("네"), "[민지] 네"),
        (text("네", name=""), "[문의자] 네"),
        (text("네", kind=InboundKind.EDITED), "[민지, 고쳐 씀] 네"),
    ],
)
def test_words_come_into_the_topic_with_a_name(inbound: object, line: str) -> None:
    shown = handoff.staff_line(with_ticket(), inbound, "네")  # type: ignore[arg-type]  # an Inbound
    assert [one.part for one in shown] == [Text(text=line)]
    assert handoff.staff_line(scene(), text("네"), "네") == ()


def test_a_file_is_announced_according_to_who_is_there() -> None:
    photo = text("", kind=InboundKind.ATTACHMENT, attachments=("photo 1 MB",))
    assert offered(handoff.attachment(scene(), photo)) == ["상담원 연결"]
    waiting = handoff.attachment(with_ticket(), photo)
    assert "상담원에게 알렸어요" in words(waiting)
    assert "[민지, 첨부] photo 1 MB" in str(only(waiting, TellStaff))
    held = handoff.attachment(with_ticket(S.CLAIMED, KIM), photo)
    assert not only(held, Say)
    assert only(held, TellStaff)


def test_leaving_and_coming_back() -> None:
    left = handoff.presence(with_ticket(), left=True)
    assert left.conversation.unreachable
    assert "대화방을 나갔어요" in str(only(left, TellStaff))
    back = handoff.presence(with_ticket(), left=False)
    assert not back.conversation.unreachable
    assert "돌아왔어요" in str(only(back, TellStaff))
    assert handoff.presence(scene(), left=True).effects == ()


@pytest.mark.parametrize("unreachable", [True, False])
def test_what_did_not_arrive_is_told_to_counselors(unreachable: bool) -> None:
    decision = handoff.undelivered(with_ticket(), "blocked", unreachable=unreachable)
    assert decision.conversation.unreachable is unreachable
    assert "(blocked)" in str(only(decision, TellStaff))
    assert {one.room for one in only(decision, TellStaff)} == {ROOM}
    assert handoff.undelivered(scene(), "blocked", unreachable=unreachable).effects == ()
