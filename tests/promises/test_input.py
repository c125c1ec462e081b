"""P33: nothing that anybody sends causes a 5xx, a stack trace or silence; every channel, through the whole service."""

import asyncio
import json
import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import cast

import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.terminal import render, take
from tests.bot.channels.telegram_payloads import membership, message, press
from tests.bot.desk_rig import LABELS, Recorder, desk_on
from tests.fakes.databases import opened
from tests.fakes.kakao import PATH as SKILL
from tests.fakes.kakao import judge
from tests.fakes.kakao import request as skill
from tests.fakes.telegram.values import Json, Tree
from tests.promises.house import GROUP, SECRET, House
from tests.promises.test_arrivals import HEADERS, WEBHOOK

#: Signs of our machinery that no person may ever read.
_TECHNICAL = re.compile(r"Traceback|Error\b|Exception|\bNone\b|\{[a-z_]+\}|sqlite|postgres|undefined|null\b")
#: Text aimed at every reader there is, and text that looks empty or is too long.
NASTY = [
    "", " ", "\u200b\u2060", "\u202e거꾸로\u202c", "\x00", "\ud800", "협동조합", "\u1112\u1167\u11b8", "'; drop table messages; --",
    "\" OR 1=1 --", "* NEAR( \"", "{{7*7}} ${7*7} {0} {name}", "<script>alert(1)</script>", "<b>&amp;", "=cmd|'/c calc'!A0",
    "\n\n\r\nlevel=error", "../../etc/passwd", "900101-1234567", "９００１０１－１２３４５６７", "가" * 9000, "👩‍👩‍👧‍👦" * 500,
    "a\u0301" * 3000, "/", "/start " + "x" * 500, "/claim", "/note 안녕", "1", "99999999999999999999", "-1", "상담원", "취소",
    "처음으로", "내 정보", "%s%s%n", "\\u0000", "NaN", "true", "🔥",
]  # fmt: skip
NO_JSON = [b"", b"[" * 5000, b"{", b'{"a":NaN}', b"null", b"\xff\xfe", b'{"a":1}{"b":2}']
texts = st.sampled_from(NASTY) | st.text(max_size=60)
junk = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)
fuzz = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def spots(tree: Json, place: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place in a tree that can be spoiled."""
    pairs: Sequence[tuple[str | int, Json]] = ()
    if isinstance(tree, dict):
        pairs = list(tree.items())
    elif isinstance(tree, list):
        pairs = list(enumerate(tree))
    return [spot for key, value in pairs for spot in ((*place, key), *spots(value, (*place, key)))]


def spoiled(tree: Tree, place: tuple[str | int, ...], value: Json, *, gone: bool) -> Tree:
    made = deepcopy(tree)
    parent = cast(dict[str | int, Json], made)
    for key in place[:-1]:
        parent = cast(dict[str | int, Json], parent[key])
    if gone:
        del parent[place[-1]]
    else:
        parent[place[-1]] = value
    return made


@st.composite
def mutated(draw: st.DrawFn, bases: Sequence[Tree]) -> bytes:
    """A payload that was seen, with up to three fields gone or spoiled; or no payload at all."""
    if draw(st.integers(0, 9)) == 0:
        return draw(
            st.binary(max_size=60) | st.sampled_from([b"", b"[" * 5000, b"{", b'{"a":NaN}', b"null", b"\xff\xfe", b'{"a":1}{"b":2}'])
        )
    tree = deepcopy(draw(st.sampled_from(list(bases))))
    if "update_id" in tree:
        tree["update_id"] = draw(st.integers(1, 2**40))
    if "id" in tree:
        tree["id"] = f"client-{draw(st.integers(1, 2**40))}"
    for _ in range(draw(st.integers(0, 3))):
        if places := spots(tree):
            tree = spoiled(tree, draw(st.sampled_from(places)), draw(junk), gone=draw(st.booleans()))
    return json.dumps(tree).encode("utf-8", "surrogatepass")


def quiet(entries: Sequence[Mapping[str, object]]) -> None:
    """Nothing was logged as an error, and nothing with a stack trace."""
    assert [entry for entry in entries if entry["log_level"] in ("error", "critical") or "exc_info" in entry] == []


async def still_well(house: House) -> None:
    """Everything was taken, everybody who wrote was answered in plain words."""
    for _ in range(3000):
        if not await house.count("inbox", "state in ('new', 'running')"):
            break
        await asyncio.sleep(0.01)
    assert await house.rows("select id, error from inbox where state <> 'done' or error <> ''") == []
    answered = {str(row["id"]).split("-")[0] for row in await house.rows("select id from outbox")}
    for row in await house.rows("select id, body from inbox where conversation not like 'telegram:123456:-%'"):
        kind = json.loads(str(row["body"]))["kind"]
        assert kind not in ("text", "choice", "attachment", "opened") or str(row["id"]) in answered, row["body"]
    for row in await house.rows("select part from outbox where part is not null and kind = 'say' and ticket is null"):
        assert not _TECHNICAL.search(str(json.loads(str(row["part"])).get("text", ""))), row["part"]


BASES: list[Tree] = [
    *(message(text=text, chat={"id": 70 + number, "type": "private"}) for number, text in enumerate(NASTY)),
    message(photo=[{"file_id": "x", "file_size": 10}], caption="사진"),
    message(document={"file_name": "../../x.exe", "file_size": 10**9}),
    message(sticker={"file_id": "x"}),
    message(text="정정", kind="edited_message"),
    message(text="/claim", chat={"id": GROUP, "type": "supergroup"}),
    press(),
    membership("kicked"),
    membership("member"),
    {"update_id": 5, "poll": {"id": "1"}},
    {"update_id": 6, "channel_post": {"text": "x"}},
]


@fuzz
@given(bodies=st.lists(mutated(BASES), min_size=40, max_size=60))
async def test_p33_telegram(webhook_house: House, bodies: list[bytes]) -> None:
    """P33: spoiled updates of every kind: 200 or an empty 4xx, and an answer to whoever wrote something."""
    with structlog.testing.capture_logs() as logs:
        for body in bodies:
            answer = await webhook_house.client.post(WEBHOOK, content=body, headers=HEADERS)
            assert answer.status_code in (200, 400, 413, 415), body
            assert answer.content == b""
            assert (await webhook_house.client.post(WEBHOOK, content=body)).status_code == 401
        await still_well(webhook_house)
    quiet(logs)


POSTS: list[Tree] = [
    *({"id": f"client-{number:04}", "text": text} for number, text in enumerate(NASTY)),
    {"id": "client-choice", "choice": "m!0"},
]


@fuzz
@given(bodies=st.lists(mutated(POSTS), min_size=40, max_size=60))
async def test_p33_web_chat(desk_house: House, bodies: list[bytes]) -> None:
    """P33: spoiled posts of the page: taken or an empty 4xx, and an answer to everything that was taken."""
    await desk_house.client.get("/")
    with structlog.testing.capture_logs() as logs:
        for body in bodies:
            answer = await desk_house.client.post("/chat/messages", content=body, headers={"origin": "http://desk.test"})
            assert answer.status_code in (202, 413, 415, 422), body
            assert answer.status_code == 202 or answer.content == b""
        await still_well(desk_house)
    quiet(logs)


SKILLS: list[Tree] = [*(skill(text, f"u-{number}") for number, text in enumerate(NASTY)), skill("네", extra={"choice": "m!0"})]


@fuzz
@given(bodies=st.lists(mutated(SKILLS), min_size=30, max_size=40))
async def test_p33_kakao(desk_house: House, bodies: list[bytes]) -> None:
    """P33: spoiled skill calls: a valid skill response or an empty 4xx."""
    with structlog.testing.capture_logs() as logs:
        for body in bodies:
            answer = await desk_house.client.post(SKILL, content=body, headers={"x-dure-secret": SECRET})
            assert answer.status_code in (200, 400, 403, 413, 415), body
            assert answer.content == b"" if answer.status_code != 200 else judge(answer.content) == [], body
        await still_well(desk_house)
    quiet(logs)


@fuzz
@given(lines=st.lists(texts, min_size=30, max_size=40))
async def test_p33_terminal(lines: list[str]) -> None:
    """P33: any typed line is answered, and no control character comes back."""
    async with opened() as database:
        desk = await desk_on(database)
        desk.channels["terminal"] = Recorder(name="terminal")
        for line in lines:
            before = len(desk.channels["terminal"].sent)
            with structlog.testing.capture_logs() as logs:
                await take(line, desk.intake.receive, desk.clock)
                await desk.settle()
            quiet(logs)
            answers = desk.channels["terminal"].sent[before:]
            assert answers or not line.strip(), line
            shown = "".join(render(delivery.part, LABELS) for delivery, _ in answers if delivery.part)
            assert not [sign for sign in shown if sign != "\n" and not sign.isprintable() and not sign.isspace()], line
            desk.clock.pass_(minutes=1)
