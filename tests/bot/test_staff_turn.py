"""Counselors at work in the group, from the press to the person's chat."""

import pytest

from desk.messages import Address
from desk.ticket import TicketState
from storage import tickets
from storage.database import Database
from storage.outbox import OutboxKind
from tests.bot.desk_rig import Desk, staffed
from tests.fakes.databases import count

GROUP = Address(channel="telegram", bot="1", chat="-100")


@pytest.fixture
async def desk(database: Database) -> Desk:
    """A person waits."""
    desk = await staffed(database)
    await desk.say("상담원")
    return desk


def topic(desk: Desk) -> Address:
    place = next(number for number, (delivery, _) in enumerate(desk.telegram.sent, start=1) if delivery.kind is OutboxKind.TOPIC)
    return Address(channel="telegram", bot="1", chat="-100", thread=f"t{place}")


async def write(desk: Desk, words: str, who: str = "10kim", *, at: Address | None = None) -> list[str]:
    """Write into the ticket's topic; what was said there and to the person."""
    sent = await desk.hear(desk.inbound(words, at=at or topic(desk), sender=who))
    return [f"{delivery.kind}: {getattr(delivery.part, 'text', '')}" for delivery in sent]


async def claim(desk: Desk, who: str = "10kim") -> str:
    delivery, _ = next(pair for pair in desk.telegram.sent if pair[0].kind is OutboxKind.CARD)
    press = desk.pressed(f"{delivery.id}!0", at=GROUP)
    sent = await desk.hear(desk.inbound(at=GROUP, kind=press.kind, choice=press.choice, press="q", sender=who))
    return next(delivery.press_text for delivery in sent if delivery.kind is OutboxKind.PRESS)


async def test_the_button_claims_and_the_second_press_says_who_was_first(desk: Desk) -> None:
    assert await claim(desk) == "처리했어요."
    assert await claim(desk, "10lee") == "김상담 상담원이 이미 맡았어요."
    assert (await desk.ticket()).owner == "kim"


async def test_what_is_written_in_the_topic_reaches_the_person(desk: Desk) -> None:
    await claim(desk)
    assert "say: 정관부터 보세요" in await write(desk, "정관부터 보세요")
    assert (await desk.ticket()).state is TicketState.ANSWERED


async def test_what_the_person_writes_comes_into_the_topic(desk: Desk) -> None:
    await claim(desk)
    await desk.say("그런데요")
    delivery, place = desk.telegram.sent[-1]
    assert "[민지] 그런데요" in desk.telegram.texts(OutboxKind.LINE)
    assert place.thread == topic(desk).thread or delivery.kind is OutboxKind.CARD


async def test_a_note_stays_in_the_topic(desk: Desk) -> None:
    await claim(desk)
    assert await write(desk, "/note 급한 분") == []
    assert await count(desk.database, "messages", "author = 'note'") == 1


async def test_closing_by_word(desk: Desk) -> None:
    ticket = await desk.ticket()
    await claim(desk)
    told = await write(desk, "/close")
    assert any(line.startswith("say: 상담을 마쳤어요") for line in told)
    assert any(line.startswith("shut") for line in told)
    found = await desk.database.read(lambda tx: tickets.get(tx, ticket.id))
    assert found
    assert found.state is TicketState.CLOSED


async def test_handing_over_by_name(desk: Desk) -> None:
    await claim(desk)
    await write(desk, "/transfer 이상담")
    assert (await desk.ticket()).owner == "lee"


@pytest.mark.parametrize(
    ("words", "who", "said"),
    [
        ("안녕하세요", "10kim", "line: 아직 아무도 맡지 않은"),
        ("안녕하세요", "999", "line: 등록된 상담원이 아니에요. 관리자에게 텔레그램 번호 999"),
        ("/transfer 박상담", "10kim", "line: ‘박상담’ 상담원을 찾을 수 없어요"),
        ("/what", "10kim", "line: /note 내용"),
        ("/note", "10kim", "line: 보낼 내용이 비어"),
    ],
)
async def test_what_cannot_be_done_is_explained_in_the_topic_only(desk: Desk, words: str, who: str, said: str) -> None:
    told = await write(desk, words, who)
    assert len(told) == 1
    assert told[0].startswith(said)


async def test_ordinary_talk_outside_a_topic_is_left_alone(desk: Desk) -> None:
    assert await write(desk, "점심 뭐 먹을까요", at=GROUP) == []


async def test_a_press_that_means_nothing_is_answered(desk: Desk) -> None:
    (sent,) = await desk.hear(desk.pressed("nonsense!0", at=GROUP))
    assert "더 쓸 수 없어요" in sent.press_text


async def test_a_persons_message_id_is_no_card(desk: Desk) -> None:
    (told,) = await desk.say("처음으로")
    (sent,) = await desk.hear(desk.pressed(f"{told.message}!0", at=GROUP))
    assert "더 쓸 수 없어요" in sent.press_text
