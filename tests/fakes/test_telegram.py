"""The fake is as strict as Telegram, seen through python-telegram-bot's own client."""

import asyncio
import json
from collections.abc import AsyncIterator

import httpx
import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, TelegramError, TimedOut

from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.fakes.telegram.entities import parse_text
from tests.fakes.telegram.handle import ControlRefused
from tests.fakes.telegram.values import ApiError
from tests.fakes.telegram.wire import Answer, Call, Server

PERSON, GROUP = 7001, -100500


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram.here() as fake:
        yield fake


@pytest.fixture
async def bot(fake: FakeTelegram) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, base_url=fake.base_url, base_file_url=fake.base_file_url) as bot:
        yield bot


async def test_a_conversation(fake: FakeTelegram, bot: Bot) -> None:
    said = await fake.say(PERSON, "/start 안녕")
    [update] = await bot.get_updates()
    assert update.update_id == said["update_id"]
    assert update.message
    assert update.message.entities[0].type == "bot_command"
    sent = await bot.send_message(PERSON, "<b>총회 🏛</b> &lt;정족수&gt;", parse_mode="HTML")
    assert sent.text == "총회 🏛 <정족수>"
    assert (sent.entities[0].type, sent.entities[0].offset, sent.entities[0].length) == ("bold", 0, 5)
    assert await fake.texts(PERSON) == ["총회 🏛 <정족수>"]
    assert (await fake.state())["findings"] == []


async def test_updates_stay_until_an_offset_confirms_them(fake: FakeTelegram, bot: Bot) -> None:
    ids = [(await fake.say(PERSON, f"m{index}"))["update_id"] for index in range(3)]
    assert [u.update_id for u in await bot.get_updates()] == ids
    assert [u.update_id for u in await bot.get_updates()] == ids
    assert [u.update_id for u in await bot.get_updates(offset=int(str(ids[1])))] == ids[1:]
    assert [u.update_id for u in await bot.get_updates(offset=-1)] == ids[2:]
    assert [line["state"] for line in await fake.updates()] == ["confirmed", "confirmed", "pending"]


async def test_old_messages_come_and_expired_ones_do_not(fake: FakeTelegram, bot: Bot) -> None:
    await fake.say(PERSON, "yesterday", age=23 * 3600)
    await fake.say(PERSON, "too old", age=25 * 3600)
    assert [u.message.text for u in await bot.get_updates() if u.message] == ["yesterday"]


async def test_long_poll_waits_and_wakes(fake: FakeTelegram, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await fake.do("wait_poll")
    await fake.say(PERSON, "now")
    assert len(await poll) == 1


async def test_a_second_poller_ends_the_first(fake: FakeTelegram, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=20))
    await fake.do("wait_poll")
    async with httpx.AsyncClient() as other:
        await other.get(f"{fake.base_url}{TOKEN}/getUpdates")
    with pytest.raises(Conflict, match="terminated by other getUpdates"):
        await first


async def test_polling_is_refused_while_a_webhook_is_set(fake: FakeTelegram, bot: Bot) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()


async def test_allowed_updates_are_remembered(fake: FakeTelegram, bot: Bot) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    assert (await fake.say(PERSON, "unheard"))["update_id"] is None


@pytest.mark.parametrize("form", ["query", "form", "json", "multipart"])
async def test_all_ways_to_pass_parameters_mean_the_same(fake: FakeTelegram, form: str) -> None:
    await fake.say(PERSON, "hi")
    values = {
        "chat_id": str(PERSON),
        "text": "가나다",
        "reply_markup": json.dumps({"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}),
    }
    url = f"{fake.base_url}{TOKEN}/sendMessage"
    async with httpx.AsyncClient() as client:
        if form == "query":
            answer = await client.get(url, params=values)
        elif form == "form":
            answer = await client.post(url, data=values)
        elif form == "json":
            answer = await client.post(url, json={**values, "chat_id": PERSON})
        else:
            answer = await client.post(url, files={name: (None, value) for name, value in values.items()})
    assert answer.json()["ok"] is True, answer.text
    [_, line] = await fake.transcript(PERSON)
    assert (line["text"], line["buttons"]) == ("가나다", [{"text": "a", "callback_data": "b"}])


async def test_unknown_methods_and_parameters_are_findings(fake: FakeTelegram) -> None:
    await fake.say(PERSON, "hi")
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{fake.base_url}{TOKEN}/sendMesage", json={})
        assert (answer.status_code, answer.json()["description"]) == (404, "Not Found: method not found")
        await client.post(f"{fake.base_url}{TOKEN}/sendMessage", json={"chat_id": PERSON, "text": "a", "colour": "red"})
    assert (await fake.state())["findings"] == ["unknown method sendMesage", "unknown parameter colour of sendMessage"]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", "Message text is empty"),
        (" \n ", "Message text is empty"),
        ("a" * 4097, "Message is too long"),
        ("🏛" * 2049, "Message is too long"),
        ("<b>open", "Can't parse entities: can't find end tag"),
        ("a < b", "Can't parse entities: unclosed start tag"),
        ("<div>a</div>", "Can't parse entities: unsupported start tag"),
        ("<b><i>x</b></i>", "Can't parse entities: unmatched end tag"),
        ("x</b>", "Can't parse entities: unexpected end tag"),
    ],
)
async def test_text_rules(fake: FakeTelegram, bot: Bot, text: str, refusal: str) -> None:
    await fake.say(PERSON, "hi")
    with pytest.raises(BadRequest, match=refusal):
        await bot.send_message(PERSON, text, parse_mode="HTML")


async def test_length_counts_after_entity_parsing(fake: FakeTelegram, bot: Bot) -> None:
    await fake.say(PERSON, "hi")
    sent = await bot.send_message(PERSON, "<b>" + "&lt;" * 4096 + "</b>", parse_mode="HTML")
    assert sent.text == "<" * 4096


def test_offsets_follow_the_trimmed_text() -> None:
    plain, entities = parse_text("  <b> 🏛x</b> ", "HTML")
    assert (plain, entities) == ("🏛x", [{"type": "bold", "offset": 0, "length": 3}])


@pytest.mark.parametrize("mode", ["Markdown", "MarkdownV2", "odd"])
def test_other_parse_modes_are_refused(mode: str) -> None:
    with pytest.raises(ApiError):
        parse_text("a", mode)


@pytest.mark.parametrize(
    ("button", "refusal"),
    [
        ({"text": "x", "callback_data": "가" * 22}, "Button_data_invalid"),
        ({"text": "x", "callback_data": ""}, "Button_data_invalid"),
        ({"text": "x"}, "unallowed"),
        ({"text": "x", "callback_data": "a", "url": "https://example.org"}, "unallowed"),
        ({"text": "", "callback_data": "a"}, "non-empty"),
        ({"text": "x", "url": "javascript:1"}, "wrong http url"),
    ],
)
async def test_button_rules(fake: FakeTelegram, bot: Bot, button: dict[str, str], refusal: str) -> None:
    await fake.say(PERSON, "hi")
    with pytest.raises(BadRequest, match=f"(?i){refusal}"):
        await bot.send_message(PERSON, "a", api_kwargs={"reply_markup": {"inline_keyboard": [[button]]}})


async def test_button_data_of_64_bytes_passes(fake: FakeTelegram, bot: Bot) -> None:
    await fake.say(PERSON, "hi")
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="가" * 21 + "a")]])
    await bot.send_message(PERSON, "a", reply_markup=keyboard)


async def test_presses_are_answered_once_and_in_time(fake: FakeTelegram, bot: Bot) -> None:
    await fake.say(PERSON, "hi")
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="k")]])
    await bot.send_message(PERSON, "a", reply_markup=keyboard)
    tap = await fake.tap(PERSON, label="x")
    query = (await bot.get_updates())[-1].callback_query
    assert query
    assert (query.data, query.from_user.id) == ("k", PERSON)
    await bot.answer_callback_query(query.id, "ok")
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(query.id)
    late = await fake.tap(PERSON, index=0, age=60)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(str(late["query_id"]))
    assert (await fake.state())["presses"][tap["query_id"]]["text"] == "ok"  # type: ignore[index,call-overload]  # a tree of JSON
    with pytest.raises(ControlRefused, match="no such button"):
        await fake.tap(PERSON, label="y")


async def test_edits(fake: FakeTelegram, bot: Bot) -> None:
    said = await fake.say(PERSON, "hi")
    sent = await bot.send_message(PERSON, "a")
    await bot.edit_message_text("b", PERSON, sent.message_id)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("b", PERSON, sent.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("b", PERSON, 999)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("b", PERSON, int(str(said["message_id"])))
    await bot.delete_message(PERSON, sent.message_id)
    assert await fake.texts(PERSON) == []


async def test_who_cannot_be_reached(fake: FakeTelegram, bot: Bot) -> None:
    await fake.user(8)
    with pytest.raises(Forbidden, match="can't initiate"):
        await bot.send_message(8, "a")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(9, "a")
    await fake.say(PERSON, "hi")
    await fake.block(PERSON)
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(PERSON, "a")
    await fake.unblock(PERSON)
    await bot.send_message(PERSON, "a")
    kinds = [u.my_chat_member.new_chat_member.status for u in await bot.get_updates() if u.my_chat_member]
    assert kinds == ["kicked", "member"]
    await fake.do("deactivate", user=PERSON)
    with pytest.raises(Forbidden, match="deactivated"):
        await bot.send_message(PERSON, "a")


async def test_topics(fake: FakeTelegram, bot: Bot) -> None:
    await fake.group(GROUP)
    topic = await bot.create_forum_topic(GROUP, "7K3M9")
    await bot.send_message(GROUP, "line", message_thread_id=topic.message_thread_id)
    await bot.close_forum_topic(GROUP, topic.message_thread_id)
    with pytest.raises(BadRequest, match=r"(?i)topic_not_modified"):
        await bot.close_forum_topic(GROUP, topic.message_thread_id)
    await bot.reopen_forum_topic(GROUP, topic.message_thread_id)
    await fake.topic(GROUP, thread=topic.message_thread_id, state="deleted")
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(GROUP, "line", message_thread_id=topic.message_thread_id)
    with pytest.raises(BadRequest, match=r"(?i)topic_deleted"):
        await bot.reopen_forum_topic(GROUP, topic.message_thread_id)


async def test_closed_topics_refuse_a_plain_member_and_forums_need_rights(fake: FakeTelegram, bot: Bot) -> None:
    await fake.group(GROUP, status="member")
    thread = (await fake.topic(GROUP, name="t"))["thread"]
    await fake.topic(GROUP, thread=thread, state="closed")
    with pytest.raises(BadRequest, match=r"(?i)topic_closed"):
        await bot.send_message(GROUP, "a", message_thread_id=int(str(thread)))
    with pytest.raises(BadRequest, match="Not enough rights"):
        await bot.create_forum_topic(GROUP, "a")
    await fake.group(-5, kind="group")
    with pytest.raises(BadRequest, match="not a forum"):
        await bot.create_forum_topic(-5, "a")


async def test_group_privacy_anonymous_admins_and_migration(fake: FakeTelegram, bot: Bot) -> None:
    await fake.group(-5, kind="group", status="member")
    assert (await fake.say(PERSON, "unseen", chat=-5))["update_id"] is None
    assert (await fake.say(PERSON, "/seen", chat=-5))["update_id"]
    await fake.group(GROUP)
    await fake.say(PERSON, "as group", chat=GROUP, anonymous=True)
    message = (await bot.get_updates())[-1].message
    assert message
    assert message.from_user
    assert (message.from_user.username, message.sender_chat and message.sender_chat.id) == ("GroupAnonymousBot", GROUP)
    await fake.do("migrate", chat=-5, to=-100700)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(-5, "a")
    assert moved.value.new_chat_id == -100700


async def test_commands_files_albums(fake: FakeTelegram, bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("human", "상담원 연결")])
    with pytest.raises(BadRequest, match=r"(?i)bot_command_invalid"):
        await bot.set_my_commands([BotCommand("Human", "x")])
    await fake.upload(PERSON, "정관.pdf", b"%PDF", caption="봐 주세요")
    await fake.album(PERSON, 10)
    updates = await bot.get_updates()
    assert len({u.message.media_group_id for u in updates if u.message and u.message.media_group_id}) == 1
    document = updates[0].message and updates[0].message.document
    assert document
    assert bytes(await (await document.get_file()).download_as_bytearray()) == b"%PDF"
    sent = await bot.send_document(PERSON, b"paper", filename="초안.docx")
    assert sent.document
    assert (sent.document.file_name, sent.document.file_size) == ("초안.docx", 5)


@pytest.mark.parametrize(
    ("fault", "error", "shown"),
    [
        ({"kind": "error", "retry_after": 7}, TelegramError, 0),
        ({"kind": "error", "code": 502, "description": "Bad Gateway"}, NetworkError, 0),
        ({"kind": "drop"}, NetworkError, 0),
        ({"kind": "cut"}, NetworkError, 1),
        ({"kind": "half"}, NetworkError, 1),
        ({"kind": "garbage"}, TelegramError, 1),
        ({"kind": "hang", "seconds": 1}, TimedOut, 0),
        ({"kind": "late", "seconds": 1}, TimedOut, 1),
    ],
)
@pytest.mark.filterwarnings("ignore:.*timedelta.*")
async def test_faults_spoil_one_call(fake: FakeTelegram, bot: Bot, fault: dict[str, str | int], error: type[Exception], shown: int) -> None:
    await fake.say(PERSON, "hi")
    await fake.fault(**fault, method="sendMessage", chat=PERSON)  # type: ignore[arg-type]  # a table row
    with pytest.raises(error):
        await bot.send_message(PERSON, "a", read_timeout=0.2)
    assert len(await fake.texts(PERSON)) == shown
    await bot.send_message(PERSON, "b")


@pytest.mark.filterwarnings("ignore:.*timedelta.*")
async def test_flood_limits(fake: FakeTelegram, bot: Bot) -> None:
    await fake.limits(chat_burst=2, group_per_minute=3)
    await fake.say(PERSON, "hi")
    await fake.group(GROUP)
    for chat, allowed in ((PERSON, 2), (GROUP, 3)):
        for _ in range(allowed):
            await bot.send_message(chat, "a")
        with pytest.raises(TelegramError, match="Flood control"):
            await bot.send_message(chat, "a")


async def test_tokens(fake: FakeTelegram, bot: Bot) -> None:
    async with httpx.AsyncClient() as client:
        assert (await client.get(f"{fake.base_url}999:OTHER/getMe")).status_code == 401
    await fake.tune(revoked=True)
    with pytest.raises(InvalidToken):
        await bot.get_me()


class Hook:
    """A webhook endpoint that answers as told and remembers what came."""

    def __init__(self, *statuses: int, body: bytes = b"") -> None:
        self.statuses = list(statuses)
        self.body = body
        self.calls: list[Call] = []
        self.texts: list[str] = []
        self.server = Server(self.answer)

    async def answer(self, call: Call) -> Answer:
        self.calls.append(call)
        self.texts.append(json.loads(call.body).get("message", {}).get("text", ""))
        return Answer(self.statuses.pop(0) if self.statuses else 200, self.body)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.port}/hook"


async def test_webhook_brings_again_in_order_until_taken(fake: FakeTelegram, bot: Bot) -> None:
    hook = Hook(500, 404)
    await hook.server.start()
    await fake.tune(retry=0.01)
    await bot.set_webhook(hook.url, secret_token="s-1")
    await fake.say(PERSON, "one")
    await fake.say(PERSON, "two")
    assert await fake.wait()
    assert hook.texts == ["one", "one", "one", "two"]
    assert {call.headers["x-telegram-bot-api-secret-token"] for call in hook.calls} == {"s-1"}
    info = await bot.get_webhook_info()
    assert (info.pending_update_count, info.last_error_message) == (0, "Wrong response from the webhook: 404 Not Found")
    await hook.server.stop()


async def test_webhook_reply_is_carried_out_and_updates_come_again_on_demand(fake: FakeTelegram, bot: Bot) -> None:
    hook = Hook(body=json.dumps({"method": "sendMessage", "chat_id": PERSON, "text": "quick"}).encode())
    await hook.server.start()
    await bot.set_webhook(hook.url)
    said = await fake.say(PERSON, "one")
    assert await fake.wait(PERSON, 1)
    await fake.redeliver(int(str(said["update_id"])), copies=3)
    assert await fake.wait(PERSON, 4)
    await hook.server.stop()


async def test_chaos_doubles_and_shuffles(fake: FakeTelegram, bot: Bot) -> None:
    await fake.chaos(copies=3, shuffle=True, seed=5)
    said = [await fake.say(PERSON, str(index)) for index in range(20)]
    batch = [u.update_id for u in await bot.get_updates()]
    assert set(batch) == {one["update_id"] for one in said}
    assert len(batch) > 20
    assert batch != sorted(batch)


async def test_setting_a_bad_webhook(fake: FakeTelegram, bot: Bot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)https url must be provided"):
        await bot.set_webhook("http://example.org/hook")
    with pytest.raises(BadRequest, match="unallowed characters"):
        await bot.set_webhook("https://example.org/hook", secret_token="no blanks")
    await bot.delete_webhook(drop_pending_updates=True)
    assert (await fake.state())["findings"] == ["deletewebhook drops pending updates"]


async def test_ids_may_start_again_lower(fake: FakeTelegram, bot: Bot) -> None:
    await fake.tune(next_update_id=500)
    said = await fake.say(PERSON, "after a quiet week")
    assert [u.update_id for u in await bot.get_updates(offset=100_000_123)] == [said["update_id"]]


async def test_as_a_process_of_its_own() -> None:
    async with FakeTelegram.child() as fake, Bot(TOKEN, base_url=fake.base_url) as bot:
        await fake.say(PERSON, "안녕")
        await bot.send_message(PERSON, "hello")
        assert await fake.texts(PERSON) == ["hello"]
        assert [call["method"] for call in await fake.calls("sendMessage")] == ["sendMessage"]
        with pytest.raises(ControlRefused):
            await fake.say(PERSON, "x", chat=-1)
