"""A plan is kept when the person said yes, its deadlines are told in time, once, in the daytime, and a word ends it."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot import flow_turn, handoff, reminders
from bot.router import route
from bot.scene import Decision, Scene
from desk.conversation import Conversation, Holder, Reminding, Seat
from desk.deadlines import KST
from desk.effects import ClearTimer, OpenTicket, Say, SetTimer, TellStaff
from desk.messages import Address, Card, Choices, InboundKind, Reach
from desk.ticket import TicketState
from storage import conversations, outbox, timers
from storage.database import Database
from storage.timers import Timer
from tests.bot.desk_rig import PERSON, Desk, shown, staffed
from tests.bot.scenes import ADDRESS, KIM, only, parts, scene, text, with_ticket, words
from tests.fakes.databases import count
from tests.fakes.library import small_knowledge

FLOW = "founding-schedule"
KEY = f"remind:{ADDRESS.conversation}"
#: A plan that begins on a Tuesday; the day of the conversation is a Wednesday.
YES = (("kind", "cooperative"), ("by", "start"), ("start", "2026-12-01"), ("employees", "no"), ("remind", "yes"))
NO = (*YES[:-1], ("remind", "no"))
TALKED = date(2026, 11, 25)


def seoul(month: int, day: int, hour: int = 9, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=KST)


PLAN = Reminding(flow=FLOW, answers=YES, day=TALKED, since=seoul(11, 25, 14))


def reminded(now: datetime, *plans: Reminding, **changes: object) -> Scene:
    """A person with these plans, at this moment."""
    before = Conversation(id=ADDRESS.conversation, reminding=plans or (PLAN,))
    return scene(now=now, **{"conversation": before, **changes})


def answered(before: Scene, answers: Sequence[tuple[str, str]] = YES) -> Decision:
    """The last question of the flow is answered."""
    seat = Seat(flow=FLOW, answers=tuple(answers[:-1]))
    return flow_turn.reply(replace(before, conversation=replace(before.conversation, seat=seat)), answers[-1][1])


def woken(decision: Decision) -> datetime | None:
    """When the timer wakes the conversation up next."""
    (timer,) = only(decision, SetTimer) or (None,)
    return timer.due if isinstance(timer, SetTimer) else None


def card(decision: Decision) -> Card:
    (found,) = parts(decision)
    assert isinstance(found, Card)
    return found


# --- the question and the yes ---


@pytest.mark.parametrize(
    ("reach", "honest"),
    [
        (Reach.PUSH, "이 대화방에서 알려 드려요"),
        (Reach.PAGE, "닫혀 있으면 다음에 여실 때"),
        (Reach.REPLY, "먼저 말을 걸 수 없어서"),
    ],
)
def test_the_question_says_what_for_how_long_and_how_to_stop_as_it_is_on_this_channel(reach: Reach, honest: str) -> None:
    before = scene(reach=reach)
    asked = flow_turn.again(replace(before, conversation=replace(before.conversation, seat=Seat(flow=FLOW, answers=YES[:-1]))))
    (question,) = parts(asked)
    assert isinstance(question, Choices)
    assert honest in question.text
    assert "7일 전, 1일 전 09:00" in question.text
    assert ("‘알림 끄기’" in question.text) is (reach is not Reach.REPLY)
    assert ("보관" in question.text) is True


def test_no_other_question_speaks_of_reminders() -> None:
    assert reminders.terms(scene(), FLOW, "employees") == ()
    assert reminders.terms(scene(), "find-type", "remind") == ()


def test_a_yes_keeps_the_answers_and_sets_one_timer() -> None:
    decision = answered(scene())
    (plan,) = decision.conversation.reminding
    assert (plan.flow, plan.answers, plan.day, plan.since) == (FLOW, YES, TALKED, scene().now)
    assert only(decision, SetTimer) == [SetTimer(key=KEY, kind=reminders.REMINDER, due=seoul(11, 30))]
    assert "첫 알림은 2026년 11월 30일(월) 09:00" in words(decision)
    offer = parts(decision)[-1]
    assert isinstance(offer, Choices)
    assert [option.payload for option in offer.options] == ["word:reminders_off"]


def test_a_no_keeps_nothing() -> None:
    decision = answered(scene(), NO)
    assert decision.conversation.reminding == ()
    assert not only(decision, SetTimer)
    assert "알림" not in words(decision)


def test_where_nobody_can_be_written_to_first_only_the_calendar_reminds() -> None:
    decision = answered(scene(reach=Reach.REPLY))
    assert decision.conversation.reminding == ()
    assert not only(decision, SetTimer)
    assert "달력 파일에만" in words(decision)


def test_a_new_plan_takes_the_place_of_the_old_one() -> None:
    later = tuple((name, "2027-02-01" if name == "start" else said) for name, said in YES)
    decision = answered(reminded(seoul(11, 26)), later)
    assert [dict(plan.answers)["start"] for plan in decision.conversation.reminding] == ["2027-02-01"]
    assert woken(decision) == seoul(1, 25, year=2027)
    assert "이 일정의 알림으로 바꾸었어요" in words(decision)


def test_a_new_plan_without_reminders_ends_the_old_ones() -> None:
    decision = answered(reminded(seoul(11, 26)), NO)
    assert decision.conversation.reminding == ()
    assert only(decision, ClearTimer) == [ClearTimer(key=KEY)]
    assert "껐어요" in words(decision)


def test_a_plan_whose_deadlines_are_all_past_is_not_kept() -> None:
    early = tuple((name, "2026-03-02" if name == "start" else said) for name, said in YES)
    before = scene()
    decision = reminders.keep(before, FLOW, early)
    assert decision.conversation.reminding == ()
    assert "남아 있지 않아" in words(decision)


def test_a_flow_without_a_schedule_changes_nothing() -> None:
    before = reminded(seoul(11, 26))
    assert reminders.keep(before, "find-type", ()) == Decision(conversation=before.conversation)
    assert reminders.keep(before, FLOW, YES[:2]) == Decision(conversation=before.conversation)


# --- the reminder ---


def test_a_reminder_names_the_step_its_day_what_to_do_the_law_and_ways_out() -> None:
    told = card(reminders.ring(reminded(seoul(12, 8))))
    assert told.title == "다가오는 기한 1건"
    assert "■ 창립총회 공고: 2026년 12월 15일(화), 7일 뒤" in told.text
    assert "· 누가: 발기인" in told.text
    assert "· 서류: 창립총회 개최 공고문" in told.text
    assert "온전히 7일을 두세요" in told.text
    assert told.basis == ("협동조합 기본법 시행령 제6조 제1항, 제17조 제1항",)
    assert told.as_of
    assert "‘알림 끄기’" in told.text
    assert [option.payload for option in told.options] == ["word:reminders_off", "word:human"]


def test_the_day_before_says_tomorrow_and_the_next_one_is_set() -> None:
    decision = reminders.ring(reminded(seoul(12, 14, minute=3)))
    assert "2026년 12월 15일(화), 내일" in words(decision)
    assert woken(decision) == seoul(12, 16)
    assert decision.conversation.reminding == (replace(PLAN, since=seoul(12, 14, minute=3)),)


def test_what_was_told_is_not_told_again() -> None:
    once = reminders.ring(reminded(seoul(12, 14)))
    again = reminders.ring(reminded(seoul(12, 14, 10), conversation=once.conversation))
    assert parts(again) == ()
    assert woken(again) == seoul(12, 16)


def test_several_at_once_are_one_message_and_each_has_its_law() -> None:
    told = card(reminders.ring(reminded(seoul(1, 19, year=2027), replace(PLAN, since=seoul(1, 11, year=2027)))))
    steps = [line for line in told.text.splitlines() if line.startswith("■")]
    assert len(steps) == int(told.title.removeprefix("다가오는 기한 ").removesuffix("건")) > 1
    assert told.basis == ()
    assert told.text.count("· 근거: ") == len(steps)


def test_after_an_outage_past_deadlines_are_left_out_and_no_step_comes_twice() -> None:
    decision = reminders.ring(reminded(seoul(12, 22, 11)))
    told = card(decision)
    assert "창립총회 공고" not in told.text.partition("· 누가")[0]
    assert told.text.count("■ 창립총회:") == 1
    assert "12월 23일(수), 내일" in told.text
    assert woken(decision) > seoul(12, 22, 11)


def test_after_a_long_outage_nothing_is_said_when_everything_has_passed() -> None:
    decision = reminders.ring(reminded(seoul(6, 1, year=2028)))
    assert parts(decision) == ()
    assert decision.conversation.reminding == ()
    assert only(decision, ClearTimer)


@pytest.mark.parametrize(
    ("now", "morning"),
    [(seoul(12, 14, 21), seoul(12, 15)), (seoul(12, 14, 23, 59), seoul(12, 15)), (seoul(12, 15, 7, 59), seoul(12, 15))],
)
def test_at_night_it_waits_for_the_morning(now: datetime, morning: datetime) -> None:
    decision = reminders.ring(reminded(now))
    assert parts(decision) == ()
    assert woken(decision) == morning
    assert "12월 15일(화), 오늘" in words(reminders.ring(replace(reminded(morning), conversation=decision.conversation)))


def test_the_last_reminder_forgets_the_plan() -> None:
    last = max(one.on for one in reminders._plan(reminded(seoul(12, 1)), PLAN).reminders)  # type: ignore[union-attr]  # there is a plan
    decision = reminders.ring(reminded(datetime.combine(last, PLAN.since.timetz().replace(hour=9))))
    assert "마지막 알림이에요" in words(decision)
    assert decision.conversation.reminding == ()
    assert only(decision, ClearTimer)


def test_a_plan_that_the_content_does_not_know_any_more_ends_with_a_word() -> None:
    decision = reminders.ring(reminded(seoul(12, 14), replace(PLAN, flow="gone")))
    assert "일정을 더 계산할 수 없어" in words(decision)
    assert decision.conversation.reminding == ()


def test_a_timer_that_finds_no_plan_does_nothing() -> None:
    before = scene(now=seoul(12, 14))
    assert reminders.ring(before) == Decision(conversation=before.conversation)


def test_who_cannot_be_reached_is_not_written_to_and_hears_of_later_ones_when_back() -> None:
    away = Conversation(id=ADDRESS.conversation, reminding=(PLAN,), unreachable=True)
    decision = reminders.ring(reminded(seoul(12, 14), conversation=away))
    assert parts(decision) == ()
    assert woken(decision) == seoul(12, 16)


def test_inside_a_flow_the_offered_answers_stay() -> None:
    asked = flow_turn.begin(scene(), "find-type").conversation
    before = reminded(seoul(12, 14), conversation=replace(asked, reminding=(PLAN,), offered=parts_options(asked)))
    decision = reminders.ring(before)
    assert decision.conversation.offered == before.conversation.offered
    assert decision.conversation.seat == before.conversation.seat
    answered_later = route(replace(before, conversation=decision.conversation), text("1"))
    assert answered_later.conversation.seat
    assert answered_later.conversation.seat.answers


def parts_options(conversation: Conversation):
    (question,) = parts(flow_turn.again(scene(conversation=conversation)))
    return question.options


def test_while_a_counselor_speaks_both_sides_know_that_it_was_the_bot() -> None:
    held = with_ticket(TicketState.CLAIMED, KIM)
    before = replace(held, now=seoul(12, 14), conversation=replace(held.conversation, reminding=(PLAN,)))
    decision = reminders.ring(before)
    told = card(decision)
    assert "상담 중에도" in told.text
    assert [option.payload for option in told.options] == ["word:reminders_off"]
    assert decision.conversation.holder is Holder.COUNSELOR
    (line,) = only(decision, TellStaff)
    assert "창립총회 공고" in str(line)
    hidden = reminders.ring(replace(before, staff_sees_text=False))
    assert "창립총회 공고" not in str(only(hidden, TellStaff))
    quiet = reminders.ring(replace(before, conversation=replace(before.conversation, unreachable=True)))
    assert not only(quiet, TellStaff)


TAX_YES = (
    ("which", "next"),
    ("remind", "yes"),
    ("kind", "general"),
    ("fiscal-month", ""),
    ("vat", "taxable"),
    ("pays", "employees"),
    ("half-year", "no"),
    ("general-has", "-"),
)
TAX = Reminding(flow="tax-calendar", answers=TAX_YES, day=TALKED, since=seoul(1, 7, year=2027))


def test_plans_of_two_flows_are_kept_beside_each_other_and_told_together() -> None:
    before = reminded(seoul(1, 11, 10, year=2027), replace(PLAN, since=TAX.since), TAX)
    decision = reminders.ring(before)
    told = card(decision)
    assert "원천세 신고·납부(전월 지급분) (1/10): 2027년 1월 11일(월), 오늘" in told.text
    assert "■ 신고 수리 통지와 신고확인증: 2027년 1월 18일(월), 7일 뒤" in told.text
    assert len(only(decision, SetTimer)) == 1
    assert [plan.flow for plan in decision.conversation.reminding] == [FLOW, "tax-calendar"]
    again = answered(replace(before, now=seoul(1, 11, 11, year=2027)), NO)
    assert [plan.flow for plan in again.conversation.reminding] == ["tax-calendar"]
    assert woken(again) == seoul(1, 12, year=2027)
    assert route(before, text("알림 끄기")).conversation.reminding == ()


# --- the end of it ---


@pytest.mark.parametrize("said", ["알림 끄기", "알림끄기!", "알림 그만", "/reminders_off"])
@pytest.mark.parametrize("held", [False, True])
def test_a_word_ends_all_reminders_whoever_holds_the_conversation(said: str, held: bool) -> None:
    before = with_ticket(TicketState.CLAIMED, KIM) if held else scene()
    before = replace(before, conversation=replace(before.conversation, reminding=(PLAN,)))
    decision = route(before, text(said))
    assert decision.conversation.reminding == ()
    assert only(decision, ClearTimer) == [ClearTimer(key=KEY)]
    assert "모두 껐어요(설립 일정 짜기)" in words(decision)


def test_inside_a_flow_the_question_comes_again_after_the_word() -> None:
    asked = flow_turn.begin(scene(), "find-type").conversation
    decision = route(scene(conversation=replace(asked, reminding=(PLAN,))), text("알림 끄기"))
    assert decision.conversation.seat == asked.seat
    assert "모두 껐어요" in words(decision)
    assert isinstance(parts(decision)[-1], Choices)


def test_a_yes_that_was_taken_back_does_not_come_back_with_a_changed_answer() -> None:
    done = answered(scene()).conversation
    assert done.finished
    stopped = route(scene(conversation=done), text("알림 끄기")).conversation
    state = scene(conversation=route(scene(conversation=stopped), text("답변 보기")).conversation)
    (change,) = [option for option in state.conversation.offered if option.payload == "change:employees"]
    asked = route(replace(state, pressed=change), text("", kind=InboundKind.CHOICE, press="q1"))
    again = route(scene(conversation=asked.conversation), text("네"))
    assert again.conversation.reminding == ()
    assert "미리 알려 드릴까요" in words(again)


def test_a_yes_that_was_taken_back_does_not_count_in_a_flow_under_way() -> None:
    seat = Seat(flow=FLOW, answers=tuple(pair for pair in YES if pair[0] != "employees"))
    stopped = route(scene(conversation=Conversation(id=ADDRESS.conversation, reminding=(PLAN,), seat=seat)), text("알림 끄기"))
    asked = route(scene(conversation=stopped.conversation), text("아니요"))
    assert asked.conversation.reminding == ()
    assert "미리 알려 드릴까요" in words(asked)


def test_the_same_plan_once_more_is_no_new_one() -> None:
    decision = answered(reminded(seoul(11, 26)))
    assert "켰어요" in words(decision)
    assert "바꾸었어요" not in words(decision)
    assert len(decision.conversation.reminding) == 1


def test_without_reminders_the_word_is_answered_too() -> None:
    decision = route(scene(), text("알림 끄기"))
    assert "켜 둔 기한 알림이 없어요" in words(decision)
    assert not only(decision, ClearTimer)


def test_my_data_names_the_plans() -> None:
    before = scene(conversation=Conversation(id=ADDRESS.conversation, reminding=(PLAN,)))
    assert "켜 둔 기한 알림: 설립 일정 짜기" in words(route(before, text("내 정보")))
    assert "켜 둔 기한 알림: 없음" in words(route(scene(), text("내 정보")))


# --- through the store, on both engines ---


@pytest.fixture
async def desk(database: Database) -> Desk:
    desk = await staffed(database)
    desk.clock.now = seoul(11, 25, 14)
    for said in ("설립 일정 짜 주세요", "협동조합", "시작", "2026-12-01", "아니요", "네"):
        await desk.say(said)
    assert (await desk.conversation()).reminding
    return desk


async def told(desk: Desk, now: datetime) -> list[str]:
    """What the person gets when the clock stands at this moment."""
    desk.clock.now = now
    before = len(desk.telegram.sent)
    while await desk.intake.tick():
        pass
    await desk.settle()
    return [shown(delivery) for delivery, _ in desk.telegram.sent[before:] if delivery.conversation == PERSON.conversation]


async def test_a_reminder_comes_once_and_the_next_one_waits(desk: Desk) -> None:
    assert await told(desk, seoul(11, 30, 8, 59)) == []
    (first,) = await told(desk, seoul(11, 30))
    assert "발기인 모으기" in first
    assert "협동조합 기본법 제15조" in first
    assert await told(desk, seoul(11, 30, 9, 1)) == []
    assert await count(desk.database, "timers") == 1


async def test_a_page_is_shown_its_reminder_when_it_is_opened(desk: Desk) -> None:
    desk.intake = replace(desk.intake, scenes=replace(desk.intake.scenes, reach={"web": Reach.PAGE}))
    web = Address(channel="web", bot="main", chat="p1")
    desk.clock.now = seoul(11, 25, 14)
    for said in ("설립 일정 짜 주세요", "협동조합", "시작", "2026-12-01", "아니요", "네"):
        asked = await desk.intake.answer(desk.inbound(said, at=web))
    assert "다음에 여실 때" in "\n".join(shown(delivery) for delivery in asked)
    assert await told(desk, seoul(11, 30))
    waiting = await desk.database.transaction(lambda tx: outbox.take_parked(tx, web.conversation, desk.clock.now))
    assert ["발기인 모으기" in shown(delivery) for delivery in waiting] == [True]


async def test_two_processes_remind_once(desk: Desk) -> None:
    desk.clock.now = seoul(11, 30)
    await asyncio.gather(*(desk.intake.tick() for _ in range(4)))
    assert await count(desk.database, "outbox", "part like '%다가오는 기한%'") == 1
    assert await count(desk.database, "timers") == 1


async def test_a_timer_that_rings_again_says_nothing_twice(desk: Desk) -> None:
    """As after a restore from a backup."""
    before = await desk.conversation()
    (timer,) = await desk.database.read(lambda tx: timers.of_conversation(tx, PERSON.conversation))
    assert await told(desk, seoul(11, 30))

    async def bring_back(tx):
        await timers.set(tx, timer)
        await conversations.save(tx, await conversations.load(tx, before.id, desk.clock.now), before, desk.clock.now)

    await desk.database.transaction(bring_back)
    assert await told(desk, seoul(11, 30, 9, 5)) == []


async def test_the_word_leaves_no_row(desk: Desk) -> None:
    await desk.say("알림 끄기")
    assert await count(desk.database, "timers") == 0
    assert (await desk.conversation()).reminding == ()
    assert await told(desk, seoul(1, 1, year=2029)) == []


async def test_who_was_erased_is_not_brought_back_by_a_late_timer(desk: Desk) -> None:
    await desk.database.transaction(lambda tx: tx.execute("delete from conversations"))
    assert await told(desk, seoul(11, 30)) == []
    assert await count(desk.database, "conversations") == 0
    assert await count(desk.database, "timers") == 0


async def test_a_plan_that_breaks_keeps_no_other_timer_from_ringing(desk: Desk) -> None:
    await desk.say("상담원")
    broken = {"entries": {}, "flows": None}
    desk.intake = replace(desk.intake, scenes=replace(desk.intake.scenes, knowledge=lambda: replace(small_knowledge(), **broken)))
    said = await told(desk, seoul(11, 30))
    assert [text_ for text_ in said if "약속한 시간까지" in text_]
    (again,) = await desk.database.read(lambda tx: timers.of_conversation(tx, PERSON.conversation))
    assert again == Timer(key=KEY, conversation=PERSON.conversation, kind=reminders.REMINDER, due=seoul(11, 30) + timedelta(minutes=10))


def test_the_promise_of_an_answer_is_another_timer() -> None:
    decision = handoff.ask_for_human(reminded(seoul(11, 26)))
    assert only(decision, OpenTicket)
    assert KEY not in {timer.key for timer in only(decision, SetTimer) if isinstance(timer, SetTimer)}
    assert only(decision, Say)
