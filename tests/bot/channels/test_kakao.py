"""The Kakao skill over a real store: every shape of request, every response judged, nothing shown twice and nothing lost."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from bot.channels.base import NotSent
from bot.channels.kakao import MAX_BODY, PATH, KakaoChannel, KakaoConfig, KakaoSkill
from bot.channels.kakao_shelf import StoredShelf
from bot.papers.links import LinkOf
from desk.effects import Say
from desk.messages import Card, Choice, Choices, ConversationId, File, Inbound, InboundKind, Link, Part, Text, choice_key
from desk.privacy import MASK
from storage import conversations, inbox, outbox, work
from storage.database import Database, StoreUnavailable, Transaction
from storage.migrate import migrate
from storage.open import open_database
from storage.outbox import Delivery, OutboxKind, Place
from tests.fakes.kakao import FakeKakao, Heard, request, variants

SECRETS = ("new-" + "s" * 32, "old-" + "s" * 32)
WORDING = {
    "channel_basis": "근거",
    "channel_as_of": "기준일",
    "channel_part": "({number}/{total})",
    "kakao_more": "계속 보기",
    "kakao_rest": "더 있어요.",
    "kakao_noted": "받았어요.",
    "kakao_no_file": "문서 {name}은 보낼 수 없어요.",
    "kakao_file": "받으세요.",
    "kakao_file_button": "파일 받기",
    "kakao_welcome_block": "웰컴 블록",
    "slow_apology": "조금 걸려요.",
    "apology": "죄송해요.",
}
CARD = Card(
    title="조합원 수",
    text="5명 이상이면 됩니다.",
    basis=("협동조합 기본법 제15조",),
    as_of="2026-06-24",
    options=(Choice(label="상담원 연결", payload="word:human"),),
    links=(Link(label="법령 보기", url="https://www.law.go.kr/1"),),
)


@dataclass
class Door:
    """Stores like the real intake; the bot behind it says what the test wants."""

    database: Database
    channel: KakaoChannel
    replies: list[tuple[Part, ...]] = field(default_factory=list)
    came: list[Inbound] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    #: When set, answering waits for it.
    gate: asyncio.Event | None = None
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    now: datetime = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)

    def clock(self) -> datetime:
        return self.now

    async def answer(self, inbound: Inbound) -> tuple[Delivery, ...]:
        self.begun.set()
        if self.errors:
            raise self.errors.pop(0)
        if await self.database.transaction(lambda tx: inbox.add(tx, [inbound], self.now)):
            self.came.append(inbound)
            parts = self.replies.pop(0) if self.replies else (Text(text=f"{inbound.text}!"),)
            await self.database.transaction(lambda tx: self._turn(tx, inbound, parts))
        if self.gate:
            await self.gate.wait()
        return tuple(await self.database.transaction(lambda tx: outbox.take_parked(tx, inbound.address.conversation, self.now)))

    async def _turn(self, tx: Transaction, inbound: Inbound, parts: Sequence[Part]) -> None:
        [arrival] = await inbox.claim(tx, "w", self.now, 1, conversation=inbound.address.conversation)
        before = await conversations.load(tx, inbound.address.conversation, self.now)
        said = Say(parts=tuple(piece for part in parts for piece in self.channel.fit(part)))
        await work.apply(tx, key=arrival.id, before=before, after=before, effects=(said,), now=self.now, pulls=True)
        await inbox.finish(tx, arrival, self.now)


@dataclass
class Rig:
    door: Door
    kakao: FakeKakao
    client: httpx.AsyncClient
    skill: KakaoSkill

    async def say(self, *parts: Part) -> Heard:
        self.door.replies.append(parts)
        self.door.now += timedelta(minutes=1)
        return await self.kakao.ask(request("질문"))


@asynccontextmanager
async def rig_of(*, budget: float = 4.5, link: LinkOf | None = None) -> AsyncIterator[Rig]:
    database = await open_database("sqlite:///:memory:")
    try:
        await migrate(database)
        door = Door(database, KakaoChannel(WORDING, links=link is not None))
        config = KakaoConfig.of(",".join(SECRETS), "bot-1", "k" * 32)
        shelf = StoredShelf(database=database, clock=door.clock)
        skill = KakaoSkill(config, WORDING, door, shelf, clock=door.clock, budget=budget, link=link)
        app = Starlette(routes=[skill.route()])
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://dure") as client:
            yield Rig(door, FakeKakao(client, SECRETS[0]), client, skill)
    finally:
        await database.close()


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with rig_of() as rig:
        yield rig


@pytest.mark.parametrize("name", variants("").keys())
async def test_every_shape_of_request_is_answered(rig: Rig, name: str) -> None:
    heard = await rig.kakao.ask(variants("총회 몇명 모여야 돼요?\n")[name])
    assert heard.text == "총회 몇명 모여야 돼요?!"
    [inbound] = rig.door.came
    assert (inbound.kind, inbound.address.channel, inbound.address.bot) == (InboundKind.TEXT, "kakao", "bot-1")
    assert "u-7f3" not in repr(inbound)


WORDS = {
    "emoji": ("🏛", "🏛"),
    "decomposed Hangul": ("\u110e\u1169\u11bc\u1112\u116c", "\u110e\u1169\u11bc\u1112\u116c"),
    "invisible only": ("\u200b\u3164", ""),
    "resident number": ("제 번호는 900101-1234567", f"제 번호는 {MASK}"),
    "another address": ("https://example.org/a", "https://example.org/a"),
    "half an address": ("https://[x", "https://[x"),
}


@pytest.mark.parametrize(("utterance", "text"), WORDS.values(), ids=WORDS.keys())
async def test_words(rig: Rig, utterance: str, text: str) -> None:
    await rig.kakao.ask(request(utterance))
    assert [(inbound.kind, inbound.text) for inbound in rig.door.came] == [(InboundKind.TEXT, text)]


MEDIA = {
    "picture": request("x", params={"media": {"type": "image", "url": "https://talk.kakaocdn.net/x"}}),
    "picture as an address": request("http://dn-m.talk.kakao.com/talkm/abc.jpg"),
}


@pytest.mark.parametrize("tree", MEDIA.values(), ids=MEDIA.keys())
async def test_media_are_named_and_never_fetched(rig: Rig, tree: dict[str, object]) -> None:
    await rig.kakao.ask(tree)  # type: ignore[arg-type]  # a tree of JSON
    [inbound] = rig.door.came
    assert (inbound.kind, inbound.attachments, inbound.text) == (InboundKind.ATTACHMENT, ("image",), "")


async def test_the_welcome_block_opens(rig: Rig) -> None:
    await rig.kakao.ask(request("", block="웰컴 블록"))
    assert rig.door.came[0].kind is InboundKind.OPENED


async def test_people_and_bots_are_kept_apart(rig: Rig) -> None:
    for tree in (request("a"), request("a", user="other"), request("a", bot="bot-1!")):
        await rig.kakao.ask(tree)
    assert len({inbound.address.conversation for inbound in rig.door.came}) == 3


async def test_a_card_with_its_buttons(rig: Rig) -> None:
    heard = await rig.say(CARD)
    assert heard.outputs == [
        {
            "textCard": {
                "title": "조합원 수",
                "description": "5명 이상이면 됩니다.\n\n근거: 협동조합 기본법 제15조\n기준일: 2026-06-24",
                "buttons": [{"action": "webLink", "label": "법령 보기", "webLinkUrl": "https://www.law.go.kr/1"}],
            }
        }
    ]
    key = choice_key(await _message(rig), 0)
    assert heard.quick == [{"action": "message", "label": "상담원 연결", "messageText": "상담원 연결", "extra": {"choice": key}}]
    rig.door.now += timedelta(minutes=1)
    await rig.kakao.ask(heard.press("상담원 연결"))
    assert (rig.door.came[-1].kind, rig.door.came[-1].choice, rig.door.came[-1].text) == (InboundKind.CHOICE, key, "상담원 연결")


async def _message(rig: Rig) -> str:
    row = await rig.door.database.read(lambda tx: tx.fetch_one("select id from messages order by id desc limit 1"))
    assert row
    return str(row["id"])


async def test_a_link_that_is_no_button_stays_readable(rig: Rig) -> None:
    heard = await rig.say(Card(title="a", text="b", links=(Link(label="아주 긴 이름의 법령 보기 단추", url="https://www.law.go.kr/1"),)))
    assert "https://www.law.go.kr/1" in heard.text


async def test_short_texts_share_a_bubble(rig: Rig) -> None:
    heard = await rig.say(
        Text(text="하나"), Text(text="둘"), Choices(text="고르세요", options=(Choice(label="네", payload="a:b"),)), Text(text="셋")
    )
    assert [heard.text, heard.labels] == ["하나\n\n둘\n\n고르세요\n\n셋", ["네"]]


async def test_long_and_many_labels_are_written_out(rig: Rig) -> None:
    options = tuple(Choice(label=f"{index}번째로 고를 수 있는 긴 이름의 선택지", payload=f"a:{index}") for index in range(12))
    heard = await rig.say(Choices(text="고르세요", options=options))
    assert len(heard.labels) == 10
    assert all(option.label in heard.text for option in options)
    assert heard.quick[3]["messageText"] == options[3].label


async def test_a_document_is_not_promised(rig: Rig) -> None:
    assert (await rig.say(File(name="정관.docx", media_type="x", ref="r"))).text == "문서 정관.docx은 보낼 수 없어요."


async def test_nothing_to_say_is_said(rig: Rig) -> None:
    assert (await rig.say()).text == "받았어요."


@pytest.mark.parametrize("typed", [False, True])
async def test_the_rest_comes_on_demand_without_a_new_question(rig: Rig, typed: bool) -> None:
    heard = await rig.say(*(Text(text=f"{index} " + "가" * 900) for index in range(5)))
    told = [heard.text]
    assert heard.labels == ["계속 보기"]
    while "계속 보기" in heard.labels:
        rig.door.now += timedelta(minutes=1)
        heard = await rig.kakao.ask(request("계속 보기") if typed else heard.press("계속 보기"))
        told.append(heard.text)
    assert len(rig.door.came) == 1
    assert ["".join(told).count(f"{index} 가") for index in range(5)] == [1] * 5


async def test_the_rest_comes_first_with_another_question(rig: Rig) -> None:
    await rig.say(*(Text(text=f"{index} " + "가" * 900) for index in range(4)))
    rig.door.now += timedelta(minutes=1)
    heard = await rig.kakao.ask(request("다른 질문"))
    assert [text[:1] for text in heard.text.split("\n") if text] == ["2", "3", "다"]


async def test_the_word_for_more_is_a_word_like_any_other_when_nothing_waits(rig: Rig) -> None:
    assert (await rig.kakao.ask(request("계속 보기"))).text == "계속 보기!"


async def test_the_same_request_id_gets_the_same_body(rig: Rig) -> None:
    first = await rig.kakao.ask(request("a"), request_id="r-1")
    rig.door.now += timedelta(hours=1)
    rig.skill._bodies.clear()
    assert (await rig.kakao.ask(request("a"), request_id="r-1")).raw == first.raw
    assert len(rig.door.came) == 1


async def test_one_request_id_for_everybody_mixes_nobody_up(rig: Rig) -> None:
    mine = await rig.kakao.ask(request("내 질문"), request_id="always")
    yours = await rig.kakao.ask(request("네 질문", user="other"), request_id="always")
    assert (mine.text, yours.text) == ("내 질문!", "네 질문!")


@pytest.mark.parametrize(("seconds", "turns"), [(2.9, 1), (3.1, 2)])
async def test_without_an_id_the_same_words_count_once_within_three_seconds(rig: Rig, seconds: float, turns: int) -> None:
    await rig.kakao.ask(request("네"))
    rig.door.now += timedelta(seconds=seconds)
    await rig.kakao.ask(request("네"))
    assert len(rig.door.came) == turns


async def test_copies_at_once_are_one_turn(rig: Rig) -> None:
    heard = await asyncio.gather(*(rig.kakao.ask(request("a"), request_id="r") for _ in range(20)))
    assert len({each.raw for each in heard}) == 1
    assert len(rig.door.came) == 1


async def test_two_requests_of_one_person_in_parallel(rig: Rig) -> None:
    heard = await asyncio.gather(rig.kakao.ask(request("a")), rig.kakao.ask(request("b")))
    told = "\n".join(each.text for each in heard)
    assert (told.count("a!"), told.count("b!")) == (1, 1)


async def test_a_late_answer_is_an_apology_and_comes_next_time() -> None:
    async with rig_of(budget=0.05) as rig:
        rig.door.gate = asyncio.Event()
        assert (await rig.kakao.ask(request("어려운 질문"))).text == "조금 걸려요."
        rig.door.gate.set()
        await asyncio.gather(*rig.skill._late)
        rig.door.now += timedelta(minutes=1)
        rig.door.gate = None
        rig.skill._budget = 4.5
        assert (await rig.kakao.ask(request("네"))).text == "어려운 질문!\n\n네!"


async def test_trouble_is_an_apology_in_valid_form(rig: Rig) -> None:
    rig.door.errors = [StoreUnavailable(), RuntimeError("bug")]
    assert (await rig.kakao.ask(request("a"), request_id="1")).text == "죄송해요."
    assert (await rig.kakao.ask(request("a"), request_id="2")).text == "죄송해요."
    assert (await rig.kakao.ask(request("a"), request_id="1")).text == "a!"


async def test_delivery_never_sends_here(rig: Rig) -> None:
    delivery = Delivery(id="1", conversation=ConversationId("kakao:bot-1:c"), kind=OutboxKind.SAY)
    assert isinstance(await rig.door.channel.send(delivery, Place()), NotSent)


REFUSED: dict[str, tuple[bytes, dict[str, str], int]] = {
    "no secret": (b"{}", {"x-dure-secret": ""}, 401),
    "wrong secret": (b"{}", {"x-dure-secret": "x"}, 401),
    "nothing": (b"", {}, 400),
    "no json": (b"hello", {}, 400),
    "a list": (b"[]", {}, 400),
    "no request": (b'{"bot": {"id": "bot-1"}}', {}, 400),
    "no person": (json.dumps({**request("a"), "userRequest": {"utterance": "a"}}).encode(), {}, 400),
    "no bot": (json.dumps({**request("a"), "bot": None}).encode(), {}, 400),
    "unknown bot": (json.dumps(request("a", bot="bot-2")).encode(), {}, 403),
    "too large": (b" " * (MAX_BODY + 1), {}, 413),
    "compressed": (b"{}", {"content-encoding": "gzip"}, 415),
    "deep": (b"[" * 100_000, {}, 400),
}


@pytest.mark.parametrize(("body", "headers", "status"), REFUSED.values(), ids=REFUSED.keys())
async def test_who_and_what_is_refused(rig: Rig, body: bytes, headers: dict[str, str], status: int) -> None:
    answer = await rig.client.post(PATH, content=body, headers={"x-dure-secret": SECRETS[1], **headers})
    assert (answer.status_code, answer.content) == (status, b"")
    assert rig.door.came == []


async def test_without_settings_everybody_is_refused(rig: Rig) -> None:
    config = KakaoConfig.of("", "", "k" * 32)
    skill = KakaoSkill(config, WORDING, rig.door, StoredShelf(database=rig.door.database, clock=rig.door.clock), clock=rig.door.clock)
    app = Starlette(routes=[skill.route()])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://dure") as client:
        assert (await client.post(PATH, json=request("a"), headers={"x-dure-secret": ""})).status_code == 401


#: Without the signs from which the judge reads markup: content is checked for that elsewhere.
LETTERS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="*<["), max_size=60)
LONG = st.builds(lambda piece, times: piece * times, LETTERS, st.sampled_from([1, 1, 5, 40]))
OPTIONS = st.lists(st.builds(Choice, label=LETTERS, payload=st.just("a:b")), max_size=14).map(tuple)
LINKS = st.lists(st.builds(Link, label=LETTERS, url=st.just("https://www.law.go.kr/1")), max_size=5).map(tuple)
BASES = st.lists(LETTERS, max_size=3).map(tuple)
CARDS = st.builds(
    Card,
    title=LETTERS,
    text=LONG,
    basis=BASES,
    as_of=st.just("2026-06-24"),
    options=OPTIONS,
    links=LINKS,
)
PARTS = st.lists(st.builds(Text, text=LONG) | st.builds(Choices, text=LONG, options=OPTIONS) | CARDS, max_size=5)


@given(parts=PARTS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_any_reply_obeys_kakao_and_is_shown_to_the_end(rig: Rig, parts: list[Part]) -> None:
    heard = await rig.say(*parts)
    told = heard.text
    for _ in range(40):
        if "계속 보기" not in heard.labels:
            break
        rig.door.now += timedelta(minutes=1)
        heard = await rig.kakao.ask(heard.press("계속 보기"))
        told += heard.text
    letters = iter("".join(told.split()))
    wanted = "".join("".join(part.text.split()) for part in parts if isinstance(part, Text | Choices | Card) and part.text.isprintable())
    assert all(letter in letters for letter in wanted if letter.isalnum())


@given(data=st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_no_bytes_make_it_fail(rig: Rig, data: st.DataObject) -> None:
    body = bytearray(json.dumps(request("안녕", extra={"choice": "m!0"}), ensure_ascii=False).encode())
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    answer = await rig.client.post(PATH, content=bytes(body), headers={"x-dure-secret": SECRETS[0]})
    assert answer.status_code in (200, 400, 403)


async def test_a_file_is_fetched_by_a_button() -> None:
    paper = File(name="설립 서류.pdf", media_type="application/pdf", ref="paper:{}")
    async with rig_of(link=lambda message, file: f"https://dure.example/papers/{message}") as rig:
        heard = await rig.say(paper)
    shown = heard.raw.decode()
    assert '"textCard":{"title":"설립 서류.pdf","description":"받으세요."' in shown
    assert '{"action":"webLink","label":"파일 받기","webLinkUrl":"https://dure.example/papers/' in shown


async def test_without_an_address_a_file_is_only_named() -> None:
    paper = File(name="설립 서류.pdf", media_type="application/pdf", ref="paper:{}")
    async with rig_of(link=lambda message, file: "") as rig:
        assert (await rig.say(paper)).text == "문서 설립 서류.pdf은 보낼 수 없어요."
