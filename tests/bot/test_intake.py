"""Three doors, one room: a message, a command and a timer each in one transaction, on both engines."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.commands import Claim, Close, Note, Reply
from bot.intake import Done, Refused
from bot.scene import Knowledge
from desk.conversation import Holder
from desk.messages import Address, Author, ConversationId, InboundKind, TicketId
from desk.privacy import MASK
from desk.ticket import TicketState
from storage import conversations, inbox, messages, timers
from storage.database import Database, Transaction
from storage.inbox import InboxState
from storage.outbox import Delivery, OutboxKind
from tests.bot.desk_rig import PERSON, Desk, desk_on, shown, staffed
from tests.bot.scenes import KIM, LEE, ROOM
from tests.fakes.databases import count
from tests.fakes.library import small_knowledge

WEB = Address(channel="web", bot="main", chat="p1")
QUESTION = "협동조합은 몇 명부터 만들 수 있나요"


@pytest.fixture
async def desk(database: Database) -> Desk:
    return await staffed(database)


def said(deliveries: tuple[Delivery, ...] | list[Delivery]) -> str:
    return "\n".join(shown(delivery) for delivery in deliveries if delivery.kind is OutboxKind.SAY)


async def done(desk: Desk, command: object, key: str = "k1") -> Done:
    outcome = await desk.intake.command(command, KIM, key)  # type: ignore[arg-type]  # a Command
    assert isinstance(outcome, Done), outcome
    return outcome


async def test_what_arrived_is_stored_before_it_is_handled_and_counted_once(desk: Desk) -> None:
    inbound = desk.inbound(QUESTION)
    assert await desk.intake.receive([inbound]) == 1
    assert await desk.intake.receive([inbound]) == 0
    assert await count(desk.database, "inbox", "state = 'new'") == 1
    await desk.settle()
    assert await count(desk.database, "inbox", "state = 'done'") == 1
    assert len(desk.telegram.sent) == 1


async def test_a_message_is_claimed_once(desk: Desk) -> None:
    await desk.intake.receive([desk.inbound(QUESTION)])
    (arrival,) = await desk.intake.claim(10)
    assert await desk.intake.claim(10) == []
    await desk.intake.handle(arrival)
    await desk.intake.handle(arrival)
    assert await count(desk.database, "outbox") == 1


async def test_question_and_answer_are_in_the_log(desk: Desk) -> None:
    await desk.say(QUESTION)
    log = await desk.database.read(lambda tx: messages.since(tx, PERSON.conversation, 0, 10))
    assert [message.author for message in log] == [Author.PERSON, Author.BOT]
    assert (await desk.conversation()).entry == "members-min"


async def test_a_button_means_what_its_message_showed(desk: Desk) -> None:
    await desk.say(QUESTION)
    assert "일곱 단계" in said(await desk.press("협동조합 설립 절차를 알려 주세요"))


async def test_a_button_of_somebody_elses_message_is_not_taken(desk: Desk) -> None:
    (delivery,) = await desk.say(QUESTION)
    other = replace(PERSON, chat="8")
    assert "더 쓸 수 없어요" in said(await desk.hear(desk.pressed(f"{delivery.message}!0", at=other)))


async def test_a_channel_that_fetches_is_answered_in_the_same_request(desk: Desk) -> None:
    first = desk.inbound(QUESTION, at=WEB)
    assert "5명부터" in said(await desk.intake.answer(first))
    assert await desk.intake.answer(first) == ()
    assert desk.channels["web"].sent == []


async def test_what_nobody_fetched_waits_for_the_next_request(desk: Desk) -> None:
    await desk.intake.answer(desk.inbound("상담원", at=WEB))
    ticket = await desk.ticket()
    await done(desk, Claim(ticket=ticket.id))
    await done(desk, Reply(ticket=ticket.id, text="정관부터 보세요"), key="k2")
    await desk.settle()
    assert desk.channels["web"].sent == []
    assert "정관부터 보세요" in said(await desk.intake.answer(desk.inbound("네", at=WEB)))


async def test_a_command_is_carried_out_once_and_answered_alike(desk: Desk) -> None:
    await desk.say("상담원")
    ticket = await desk.ticket()
    await done(desk, Claim(ticket=ticket.id))
    for _ in range(3):
        assert (await done(desk, Reply(ticket=ticket.id, text="네"), key="k2")).ticket.state is TicketState.ANSWERED
    await desk.settle()
    assert desk.telegram.texts().count("네") == 1


async def test_a_key_is_good_for_one_command_only(desk: Desk) -> None:
    await desk.say("상담원")
    ticket = await desk.ticket()
    await done(desk, Claim(ticket=ticket.id))
    outcome = await desk.intake.command(Close(ticket=ticket.id), KIM, "k1")
    assert isinstance(outcome, Refused)
    assert "이미 처리한 요청" in outcome.text
    assert (await desk.ticket()).state is TicketState.CLAIMED


async def test_the_same_key_of_another_counselor_is_another_command(desk: Desk) -> None:
    await desk.say("상담원")
    ticket = await desk.ticket()
    await done(desk, Claim(ticket=ticket.id))
    outcome = await desk.intake.command(Claim(ticket=ticket.id), LEE, "k1")
    assert isinstance(outcome, Refused)
    assert outcome.text == "김상담 상담원이 이미 맡았어요."


async def test_a_refusal_is_repeated_word_for_word(desk: Desk) -> None:
    await desk.say("상담원")
    ticket = await desk.ticket()
    told = [await desk.intake.command(Reply(ticket=ticket.id, text="네"), KIM, "k9") for _ in range(2)]
    assert [outcome.text for outcome in told if isinstance(outcome, Refused)] == [
        "아직 아무도 맡지 않은 상담이에요. ‘내가 맡기’를 먼저 눌러 주세요."
    ] * 2


async def test_a_ticket_that_does_not_exist(desk: Desk) -> None:
    outcome = await desk.intake.command(Claim(ticket=TicketId("gone")), KIM, "k1")
    assert isinstance(outcome, Refused)
    assert outcome.refusal.missing


async def test_a_closed_ticket_is_explained(desk: Desk) -> None:
    await desk.say("상담원")
    ticket = await desk.ticket()
    await done(desk, Close(ticket=ticket.id))
    outcome = await desk.intake.command(Claim(ticket=ticket.id), KIM, "k2")
    assert isinstance(outcome, Refused)
    assert "마침" in outcome.text


async def test_a_note_reaches_no_person(desk: Desk) -> None:
    await desk.intake.answer(desk.inbound("상담원", at=WEB))
    ticket = await desk.ticket()
    await done(desk, Note(ticket=ticket.id, text="급한 분 900101-1234567"))
    assert said(await desk.intake.answer(desk.inbound("네", at=WEB))).count("급한") == 0
    log = await desk.database.read(lambda tx: messages.of_ticket(tx, ticket.id))
    assert MASK in str([message for message in log if message.author is Author.NOTE])


async def test_a_promise_that_is_broken_rings_once(desk: Desk) -> None:
    await desk.say("상담원")
    ticket = await desk.ticket()
    assert await desk.intake.tick() == 0
    assert ticket.due
    desk.clock.now = ticket.due
    assert await desk.intake.tick() == 1
    assert await desk.intake.tick() == 0
    await desk.settle()
    assert "약속한 시간까지" in "".join(desk.telegram.texts())
    assert "답변 약속 시간이 지났어요. 봐 주세요." in desk.telegram.texts(OutboxKind.LINE)


async def test_an_answer_stops_the_promise(desk: Desk) -> None:
    await desk.say("상담원")
    ticket = await desk.ticket()
    await done(desk, Claim(ticket=ticket.id))
    await done(desk, Reply(ticket=ticket.id, text="네"), key="k2")
    desk.clock.pass_(days=3)
    assert await desk.intake.tick() == 0


async def test_a_timer_of_a_kind_we_do_not_know_is_dropped(desk: Desk) -> None:
    timer = timers.Timer(key="x", conversation=PERSON.conversation, kind="gone", due=desk.clock.now)
    await desk.database.transaction(lambda tx: timers.set(tx, timer))
    assert await desk.intake.tick() == 1
    assert await count(desk.database, "outbox") == 0


@pytest.mark.parametrize("unreachable", [True, False])
async def test_what_could_not_be_delivered_is_told_to_counselors(desk: Desk, unreachable: bool) -> None:
    deliveries = await desk.say("상담원")
    to_person = next(delivery for delivery in deliveries if delivery.kind is OutboxKind.SAY)

    async def nothing(_: Transaction) -> None:
        """The row is of no interest here."""

    await desk.intake.undelivered(to_person, "bot was blocked", unreachable=unreachable, record=nothing)
    assert (await desk.conversation()).unreachable is unreachable
    await desk.settle()
    assert "답을 전하지 못했어요. (bot was blocked)" in desk.telegram.texts(OutboxKind.LINE)


async def test_a_group_that_moved_keeps_what_waits(desk: Desk) -> None:
    await desk.intake.receive([desk.inbound("상담원")])
    await desk.arrivals.settle()
    await desk.intake.room_moved("-100", "-200")
    await desk.intake.room_moved("-999", "-300")
    await desk.delivery.settle()
    assert {delivery.conversation for delivery, _ in desk.telegram.sent if delivery.ticket and delivery.kind is not OutboxKind.SAY} == {
        ConversationId("telegram:1:-200")
    }


class Broken:
    """Content in which one phrase is missing: a defect of ours."""

    def __init__(self) -> None:
        good = small_knowledge()
        phrases = {name: text for name, text in good.voice.phrases.items() if name != "menu"}
        self.knowledge: Knowledge = replace(good, voice=replace(good.voice, phrases=phrases))

    def __call__(self) -> Knowledge:
        return self.knowledge


async def test_a_turn_that_fails_is_tried_again_and_in_the_end_apologised_for(database: Database) -> None:
    desk = await desk_on(database, knowledge=Broken())
    await desk.hear(desk.inbound("처음으로"))
    assert desk.telegram.sent == []
    for _ in range(8):
        desk.clock.pass_(minutes=30)
        await desk.settle()
    assert await count(database, "inbox", "state = 'parked'") == 1
    assert len(desk.telegram.sent) == 1
    assert "문제가 생겼어요" in desk.telegram.texts()[0]


async def test_a_failed_turn_leaves_nothing_behind(database: Database) -> None:
    desk = await desk_on(database, knowledge=Broken())
    await desk.hear(desk.inbound("처음으로"))
    assert await count(database, "messages") == 0
    assert await count(database, "inbox", "state = 'new' and attempts = 1") == 1


async def test_a_row_that_another_worker_took_over_has_no_effect(desk: Desk) -> None:
    await desk.intake.receive([desk.inbound(QUESTION)])
    (arrival,) = await desk.intake.claim(1)
    later = desk.clock.now + timedelta(days=30)
    await desk.database.transaction(lambda tx: inbox.recover(tx, later, later))
    await desk.intake.handle(arrival)
    assert await count(desk.database, "outbox") == 0


async def test_claiming_holds_the_conversation_and_closing_frees_it(desk: Desk) -> None:
    await desk.say("상담원")
    ticket = await desk.ticket()
    await done(desk, Claim(ticket=ticket.id))
    assert (await desk.conversation()).holder is Holder.COUNSELOR
    await done(desk, Close(ticket=ticket.id), key="k2")
    assert (await desk.conversation()).holder is Holder.BOT


async def test_leaving_needs_no_answer(desk: Desk) -> None:
    assert await desk.hear(desk.inbound(kind=InboundKind.LEFT)) == []
    assert (await desk.conversation()).unreachable


async def test_the_state_of_the_row_says_how_it_ended(desk: Desk) -> None:
    inbound = desk.inbound(QUESTION)
    await desk.hear(inbound)
    found = await desk.database.read(lambda tx: inbox.find(tx, "telegram", "1", inbound.external))
    assert found
    assert found.state is InboxState.DONE
    assert await desk.database.read(lambda tx: conversations.peek(tx, ROOM)) is None
