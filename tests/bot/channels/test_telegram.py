"""Sending to Telegram: every kind of row, every answer Telegram can give, against the strict fake."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import pytest

from bot.channels.base import NotSent, Outcome, Sent, Unknown
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram_config import TelegramConfig, TelegramMode
from bot.channels.telegram_request import StrictRequest
from bot.papers.press import PaperUnavailable
from desk.messages import Card, Choice, Choices, ConversationId, File, Link, Text, TicketId
from storage.outbox import Delivery, OutboxKind, Place
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.fakes.telegram.values import Json

PERSON, GROUP = 7001, -1005550000001
WORDING = {
    "channel_basis": "근거",
    "channel_as_of": "기준일",
    "channel_part": "({number}/{total})",
    "command_human": "상담원 연결",
    "command_start": "처음으로",
    "button_home": "처음으로",
}
PAPERS = {"doc-1": b"%PDF-1.7"}


async def read_paper(ref: str) -> bytes | None:
    if ref == "later":
        raise PaperUnavailable
    return PAPERS.get(ref)


@dataclass
class Desk:
    """A channel and the fake it talks to."""

    fake: FakeTelegram
    channel: TelegramChannel

    async def send(self, delivery: Delivery, place: Place | None = None) -> Outcome:
        outcome = await self.channel.send(delivery, place or Place())
        assert (await self.fake.state())["findings"] == []
        return outcome

    async def lines(self, chat: int) -> list[dict[str, Json]]:
        return [line for line in await self.fake.transcript(chat) if line["outgoing"]]


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with FakeTelegram.here() as fake:
        await fake.say(PERSON, "/start")
        await fake.group(GROUP)
        config = TelegramConfig(token=TOKEN, base_url=fake.base_url, mode=TelegramMode.POLLING, secret="s" * 32)
        channel = TelegramChannel(config, WORDING, read_file=read_paper, request=StrictRequest(8, read_timeout=0.3))
        yield Desk(fake, channel)
        await channel.close()


def row(kind: OutboxKind = OutboxKind.SAY, chat: int = PERSON, **more: object) -> Delivery:
    delivery = Delivery(id="01-0-0", conversation=ConversationId(f"telegram:123456:{chat}"), kind=kind, message="01-0", first_option=0)
    return replace(delivery, **more)  # type: ignore[arg-type]  # the fields of a delivery


SAY = row(part=Text(text="안녕하세요"))
CARD = Card(
    title="조합원 <수> & 정족수",
    text="5명 이상이면 <b>됩니다</b>.",
    basis=("협동조합 기본법 제15조", '시행령 "제5조"'),
    as_of="2026-06-24",
    options=(
        Choice(label="설립 절차", payload="entry:a"),
        Choice(label="상담원", payload="word:human"),
        Choice(label="긴 이름의 단추는 한 줄에 하나", payload="x:1"),
    ),
    links=(Link(label="법령 & 서식", url='https://law.go.kr/?a=1&b="2"'),),
)
TICKET = TicketId("a" * 32)


async def test_card_is_shown_whole_and_escaped(desk: Desk) -> None:
    outcome = await desk.send(row(part=CARD, first_option=3))
    [line] = await desk.lines(PERSON)
    assert outcome == Sent(platform_id=str(line["message_id"]))
    assert line["text"] == (
        "조합원 <수> & 정족수\n\n5명 이상이면 <b>됩니다</b>.\n\n"
        '근거: 협동조합 기본법 제15조 · 시행령 "제5조"\n기준일: 2026-06-24\n\n법령 & 서식'
    )
    content = line["content"]
    assert isinstance(content, dict)
    entities = content["entities"]
    assert isinstance(entities, list)
    assert [(entity["type"], entity.get("url")) for entity in entities if isinstance(entity, dict)] == [
        ("bold", None),
        ("text_link", 'https://law.go.kr/?a=1&b="2"'),
    ]
    assert line["buttons"] == [
        {"text": "설립 절차", "callback_data": "01-0!3"},
        {"text": "상담원", "callback_data": "01-0!4"},
        {"text": "긴 이름의 단추는 한 줄에 하나", "callback_data": "01-0!5"},
    ]
    [call] = await desk.fake.calls("sendMessage")
    values = call["values"]
    assert isinstance(values, dict)
    assert "], [" in str(values["reply_markup"])


async def test_press_is_answered_once_and_late_is_no_matter(desk: Desk) -> None:
    await desk.send(row(part=Choices(text="?", options=(Choice(label="네", payload="a:b"),))))
    tap = await desk.fake.tap(PERSON, label="네")
    press = row(OutboxKind.PRESS, press=str(tap["query_id"]), press_text="처리했어요. " * 60)
    assert await desk.send(press) == Sent()
    assert await desk.send(press) == Sent()
    presses = (await desk.fake.state())["presses"]
    assert isinstance(presses, dict)
    [shown] = presses.values()
    assert isinstance(shown, dict)
    assert str(shown["text"]).startswith("처리했어요.")


async def test_document(desk: Desk) -> None:
    paper = File(name="정관/초안.pdf", media_type="application/pdf", ref="doc-1")
    assert isinstance(await desk.send(row(part=paper)), Sent)
    content = (await desk.lines(PERSON))[0]["content"]
    assert isinstance(content, dict)
    assert isinstance(content["document"], dict)
    assert content["document"]["file_name"] == "정관_초안.pdf"
    assert await desk.send(row(part=replace(paper, ref="gone"))) == NotSent(reason="document is gone", permanent=True)
    assert await desk.send(row(part=replace(paper, ref="later"))) == NotSent(reason="document not ready")


async def test_the_life_of_a_ticket_in_the_staff_room(desk: Desk) -> None:
    card = row(
        OutboxKind.CARD,
        GROUP,
        part=Card(title="상담 7K3M9", text="상태: 기다림", options=(Choice(label="내가 맡기", payload="claim:1"),)),
        ticket=TICKET,
    )
    shown = await desk.send(card)
    assert isinstance(shown, Sent)
    topic = await desk.send(row(OutboxKind.TOPIC, GROUP, part=Text(text="7K3M9\n총회 " + "가" * 200), ticket=TICKET))
    assert isinstance(topic, Sent)
    place = Place(card=shown.platform_id, thread=topic.thread)
    line = row(OutboxKind.LINE, GROUP, part=Text(text="[김] 안녕"), ticket=TICKET)
    assert isinstance(await desk.send(line, place), Sent)
    edited = replace(card, part=Card(title="상담 7K3M9", text="상태: 상담 중"))
    assert await desk.send(edited, place) == Sent(platform_id=shown.platform_id)
    assert await desk.send(edited, place) == Sent(platform_id=shown.platform_id)
    assert await desk.send(row(OutboxKind.SHUT, GROUP, ticket=TICKET), place) == Sent()
    assert await desk.send(row(OutboxKind.SHUT, GROUP, ticket=TICKET), place) == Sent()
    assert await desk.send(row(OutboxKind.TOPIC, GROUP, part=Text(text="x"), ticket=TICKET), place) == Sent(thread=topic.thread)
    lines = await desk.lines(GROUP)
    assert [(line["text"], line["thread"], len(line["buttons"] or [])) for line in lines if line["text"]] == [  # type: ignore[arg-type]  # a list
        ("상담 7K3M9\n\n상태: 상담 중", None, 0),
        ("[김] 안녕", int(topic.thread), 0),
    ]
    topics = (await desk.fake.state())["topics"]
    assert topics == {str(GROUP): {topic.thread: {"name": ("7K3M9 총회 " + "가" * 200)[:128], "state": "open"}}}


async def test_a_deleted_topic_is_reported_and_made_anew(desk: Desk) -> None:
    topic = await desk.send(row(OutboxKind.TOPIC, GROUP, part=Text(text="7K3M9"), ticket=TICKET))
    assert isinstance(topic, Sent)
    place = Place(thread=topic.thread)
    await desk.fake.topic(GROUP, thread=int(topic.thread), state="deleted")
    gone = await desk.send(row(OutboxKind.LINE, GROUP, part=Text(text="a"), ticket=TICKET), place)
    assert isinstance(gone, NotSent)
    assert (gone.topic_gone, gone.permanent) == (True, False)
    assert await desk.send(row(OutboxKind.SHUT, GROUP, ticket=TICKET), place) == Sent()
    again = await desk.send(row(OutboxKind.TOPIC, GROUP, part=Text(text="7K3M9"), ticket=TICKET), place)
    assert isinstance(again, Sent)
    assert again.thread not in ("", topic.thread)


async def test_a_closed_topic_is_opened_for_a_line(desk: Desk) -> None:
    topic = await desk.send(row(OutboxKind.TOPIC, GROUP, part=Text(text="7K3M9"), ticket=TICKET))
    assert isinstance(topic, Sent)
    await desk.fake.topic(GROUP, thread=int(topic.thread), state="closed")
    await desk.fake.fault("error", method="sendMessage", code=400, description="Bad Request: TOPIC_CLOSED")
    assert isinstance(await desk.send(row(OutboxKind.LINE, GROUP, part=Text(text="a"), ticket=TICKET), Place(thread=topic.thread)), Sent)
    assert [call["method"] for call in await desk.fake.calls(since=1)] == ["sendMessage", "reopenForumTopic", "sendMessage"]


async def test_a_deleted_card_is_sent_again(desk: Desk) -> None:
    card = row(OutboxKind.CARD, GROUP, part=Card(title="a", text="b"), ticket=TICKET)
    outcome = await desk.send(card, Place(card="999"))
    assert isinstance(outcome, Sent)
    assert outcome.platform_id not in ("", "999")


async def test_a_line_without_topic_answers_the_card(desk: Desk) -> None:
    card = await desk.send(row(OutboxKind.CARD, GROUP, part=Card(title="a", text="b"), ticket=TICKET))
    assert isinstance(card, Sent)
    await desk.send(row(OutboxKind.LINE, GROUP, part=Text(text="c"), ticket=TICKET), Place(card=card.platform_id))
    assert (await desk.lines(GROUP))[-1]["reply_to"] == int(card.platform_id)


@dataclass(frozen=True)
class Wrong:
    """An error of Telegram and what it must become."""

    outcome: Outcome
    code: int = 400
    text: str = ""
    fault: str = "error"
    more: tuple[tuple[str, int], ...] = ()


#: Every line of the error table that ends a delivery, and the ways a connection can fail.
WRONG = {
    "too long": Wrong(NotSent(reason="400 Bad Request: message is too long", permanent=True), text="Bad Request: message is too long"),
    "markup": Wrong(
        NotSent(reason="400 Bad Request: reply markup is too long", permanent=True), text="Bad Request: reply markup is too long"
    ),
    "no chat": Wrong(
        NotSent(reason="400 Bad Request: chat not found", permanent=True, unreachable=True), text="Bad Request: chat not found"
    ),
    "blocked": Wrong(
        NotSent(reason="403 Forbidden: bot was blocked by the user", permanent=True, unreachable=True),
        code=403,
        text="Forbidden: bot was blocked by the user",
    ),
    "deactivated": Wrong(
        NotSent(reason="403 Forbidden: user is deactivated", permanent=True, unreachable=True),
        code=403,
        text="Forbidden: user is deactivated",
    ),
    "stranger": Wrong(
        NotSent(reason="403 Forbidden: bot can't initiate conversation with a user", permanent=True, unreachable=True),
        code=403,
        text="Forbidden: bot can't initiate conversation with a user",
    ),
    "thread gone": Wrong(
        NotSent(reason="400 Bad Request: message thread not found", topic_gone=True), text="Bad Request: message thread not found"
    ),
    "topic deleted": Wrong(NotSent(reason="400 Bad Request: TOPIC_DELETED", topic_gone=True), text="Bad Request: TOPIC_DELETED"),
    "topic closed": Wrong(NotSent(reason="400 Bad Request: TOPIC_CLOSED", topic_gone=True), text="Bad Request: TOPIC_CLOSED"),
    "not modified": Wrong(Sent(), text="Bad Request: message is not modified: specified new message content"),
    "migrated": Wrong(
        NotSent(reason="400 Bad Request: group chat was upgraded to a supergroup chat", moved_to="-1009"), more=(("migrate_to", -1009),)
    ),
    "revoked": Wrong(NotSent(reason="401 Unauthorized", revoked=True), code=401, text="Unauthorized"),
    "conflict": Wrong(NotSent(reason="409 Conflict: terminated"), code=409, text="Conflict: terminated"),
    "flood": Wrong(NotSent(reason="429 Too Many Requests: retry after 7", wait=7.0), more=(("retry_after", 7),)),
    "flood without number": Wrong(NotSent(reason="429 Too Many Requests"), code=429, text="Too Many Requests"),
    "teapot": Wrong(NotSent(reason="418 I'm a teapot", permanent=True), code=418, text="I'm a teapot"),
    "server error": Wrong(Unknown(reason="500 Internal Server Error"), code=500, text="Internal Server Error"),
    "bad gateway": Wrong(Unknown(reason="502 Bad Gateway"), code=502, text="Bad Gateway"),
    "cut before": Wrong(Unknown(reason="ServerDisconnectedError"), fault="drop"),
    "cut after": Wrong(Unknown(reason="ServerDisconnectedError"), fault="cut"),
    "cut inside": Wrong(Unknown(reason="ServerDisconnectedError"), fault="half"),
    "garbage": Wrong(Unknown(reason="Invalid server response"), fault="garbage"),
    "time-out": Wrong(Unknown(reason="SocketTimeoutError"), fault="hang", more=(("seconds", 2),)),
    "late": Wrong(Unknown(reason="SocketTimeoutError"), fault="late", more=(("seconds", 2),)),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
async def test_every_error_becomes_an_outcome(desk: Desk, wrong: Wrong) -> None:
    assert isinstance(await desk.send(SAY), Sent)
    await desk.fake.fault(wrong.fault, method="sendMessage", code=wrong.code, description=wrong.text, **dict(wrong.more))
    outcome = await desk.send(SAY)
    assert outcome == wrong.outcome
    assert isinstance(await desk.send(SAY), Sent)


async def test_broken_markup_goes_out_plain_once(desk: Desk) -> None:
    await desk.fake.fault("error", method="sendMessage", code=400, description="Bad Request: can't parse entities: whatever")
    assert isinstance(await desk.send(row(part=CARD)), Sent)
    [line] = await desk.lines(PERSON)
    assert 'https://law.go.kr/?a=1&b="2"' in str(line["text"])
    await desk.fake.fault("error", method="sendMessage", code=400, description="Bad Request: can't parse entities: whatever", times=2)
    outcome = await desk.send(row(part=CARD))
    assert isinstance(outcome, NotSent)
    assert outcome.permanent


async def test_nobody_listens() -> None:
    config = TelegramConfig(token=TOKEN, base_url="http://127.0.0.1:9/bot")
    channel = TelegramChannel(config, WORDING)
    assert await channel.send(SAY, Place()) == NotSent(reason="ClientConnectorError")
    assert await channel.username() == ""
    assert isinstance(await channel.register(), NotSent)
    await channel.close()


async def test_a_call_that_found_no_free_connection_was_not_sent(desk: Desk) -> None:
    config = TelegramConfig(token=TOKEN, base_url=desk.fake.base_url)
    channel = TelegramChannel(config, WORDING, request=StrictRequest(1, connect_timeout=0.05, pool_timeout=0.05))
    await desk.fake.fault("late", method="sendMessage", seconds=1)
    first = asyncio.create_task(channel.send(SAY, Place()))
    await asyncio.sleep(0.2)
    assert await channel.send(SAY, Place()) == NotSent(reason="ConnectionTimeoutError")
    await first
    await channel.close()


@pytest.mark.parametrize("chat", ["", "abc", "12:34", "١٢x"])
async def test_a_foreign_address_is_refused_without_a_call(desk: Desk, chat: str) -> None:
    outcome = await desk.send(replace(SAY, conversation=ConversationId(f"telegram:123456:{chat}")))
    assert outcome == NotSent(reason="no telegram chat", permanent=True)


async def test_the_general_topic_is_not_named(desk: Desk) -> None:
    assert isinstance(await desk.send(replace(SAY, conversation=ConversationId(f"telegram:123456:{GROUP}/1"))), Sent)


async def test_commands_webhook_and_name_are_set(desk: Desk) -> None:
    assert await desk.channel.register() == Sent()
    assert await desk.channel.set_webhook("https://dure.example.org/telegram/webhook") == Sent()
    state = await desk.fake.state()
    assert state["commands"] == {
        "default/": [{"command": "human", "description": "상담원 연결"}, {"command": "start", "description": "처음으로"}]
    }
    assert state["webhook"] == "https://dure.example.org/telegram/webhook"
    assert await desk.channel.username() == "dure_test_bot"


def test_the_token_is_not_shown() -> None:
    config = TelegramConfig(token=TOKEN, secret="hidden")
    assert "TEST" not in repr(config)
    assert "hidden" not in repr(config)
    assert config.bot == "123456"
