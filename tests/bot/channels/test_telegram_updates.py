"""Updates of Telegram in, what the desk sees of them out."""

import copy
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram_updates import Ignored, Moved, ParseRefused, Reading, parse_update
from desk.messages import MAX_TEXT, Inbound, InboundKind
from desk.privacy import MASK, holds_resident_number
from tests.bot.channels.telegram_payloads import ANONYMOUS, BOT, GROUP, OURSELVES, PERSON, PRIVATE, STAFF, membership, message, press
from tests.fakes.telegram.values import Json, Tree

NOW = datetime(2026, 11, 25, 1, 2, 3, tzinfo=UTC)
READING = Reading(bot=BOT, username="dure_bot", words={"human": "상담원"}, rooms=frozenset({str(STAFF)}))
CHAT = "5432109876543"


def parse(update: object) -> Inbound:
    parsed = parse_update(update, READING, NOW)
    assert isinstance(parsed, Inbound), parsed
    return parsed


def test_a_text_message_whole() -> None:
    inbound = parse(message(text="협동조합은 몇명부터"))
    assert inbound.address.conversation == f"telegram:{BOT}:{CHAT}"
    assert inbound == Inbound(
        external="900000001",
        address=inbound.address,
        kind=InboundKind.TEXT,
        text="협동조합은 몇명부터",
        sender=CHAT,
        name="두레 김",
        received=NOW,
    )


def test_a_press_whole() -> None:
    inbound = parse(press())
    assert (inbound.kind, inbound.choice, inbound.press, inbound.sender) == (InboundKind.CHOICE, "01jd-0!2", "23310000000000001", CHAT)
    assert inbound.external == "900000002"


TOPIC: Tree = {"message_thread_id": 41, "is_topic_message": True}
#: Why each row is here: what a person can send and what the desk must see.
SEEN: dict[str, tuple[Tree, InboundKind, str, tuple[str, ...]]] = {
    "edited text": (message(kind="edited_message", text="고침", edit_date=1), InboundKind.EDITED, "고침", ()),
    "photo takes the largest size": (
        message(photo=[{"file_id": "a", "file_size": 10}, {"file_id": "b", "file_size": 900}], caption="영수증"),
        InboundKind.ATTACHMENT,
        "영수증",
        ("photo 900",),
    ),
    "document name stays outside": (
        message(document={"file_id": "a", "file_name": "../../etc/passwd", "file_size": 5}),
        InboundKind.ATTACHMENT,
        "",
        ("document 5",),
    ),
    "sticker without size": (message(sticker={"file_id": "a"}), InboundKind.ATTACHMENT, "", ("sticker",)),
    "voice": (message(voice={"file_size": 2048}), InboundKind.ATTACHMENT, "", ("voice 2048",)),
    "location without its place": (message(location={"latitude": 37.5, "longitude": 127.0}), InboundKind.ATTACHMENT, "", ("location",)),
    "content newer than this program": (message(hologram={"x": 1}), InboundKind.ATTACHMENT, "", ("unknown",)),
    "animation is also a document": (
        message(animation={"file_size": 3}, document={"file_size": 3}),
        InboundKind.ATTACHMENT,
        "",
        ("document 3", "animation 3"),
    ),
    "start": (message(text="/start"), InboundKind.OPENED, "", ()),
    "start with a deep link": (message(text="/start faq-quorum"), InboundKind.OPENED, "faq-quorum", ()),
    "start to us by name": (message(text="/start@Dure_Bot"), InboundKind.OPENED, "", ()),
    "known command": (message(text="/human"), InboundKind.TEXT, "상담원", ()),
    "known command with words": (message(text="/human 세금 문제"), InboundKind.TEXT, "상담원 세금 문제", ()),
    "unknown command stays": (message(text="/whatever x"), InboundKind.TEXT, "/whatever x", ()),
    "no command at all": (message(text="/가나 다"), InboundKind.TEXT, "/가나 다", ()),
    "slash alone": (message(text="/"), InboundKind.TEXT, "/", ()),
    "invisible signs only": (message(text="\u200b\u3164\u2800 \ufeff"), InboundKind.TEXT, "", ()),
    "no text at all": (message(text=""), InboundKind.TEXT, "", ()),
    "resident number": (message(text="900101-1234567 입니다"), InboundKind.TEXT, f"{MASK} 입니다", ()),
    "resident number in a caption": (message(photo=[], caption="900101 1234567"), InboundKind.ATTACHMENT, MASK, ("photo",)),
    "NUL and half a surrogate": (message(text="a\0b\ud800c"), InboundKind.TEXT, "ab\ufffdc", ()),
    "blocked": (membership("kicked"), InboundKind.LEFT, "", ()),
    "came back": (membership("member"), InboundKind.RETURNED, "", ()),
}


@pytest.mark.parametrize(("update", "kind", "text", "attachments"), SEEN.values(), ids=SEEN.keys())
def test_what_is_seen(update: Tree, kind: InboundKind, text: str, attachments: tuple[str, ...]) -> None:
    inbound = parse(update)
    assert (inbound.kind, inbound.text, inbound.attachments) == (kind, text, attachments)
    assert inbound.address.thread == ""


def test_long_text_keeps_one_letter_too_many() -> None:
    assert len(parse(message(text="가" * 4096)).text) == MAX_TEXT + 1


def test_staff_group_topic_and_commands() -> None:
    inbound = parse(message(TOPIC, chat=GROUP, text="/note@dure_bot 전화함"))
    assert inbound.address.conversation == f"telegram:{BOT}:{STAFF}/41"
    assert (inbound.text, inbound.sender) == ("/note 전화함", CHAT)
    assert parse(message(TOPIC, chat=GROUP, text="/start")).kind is InboundKind.TEXT


def test_only_topics_are_threads() -> None:
    assert parse(message(chat=GROUP, text="a", message_thread_id=41)).address.thread == ""
    assert parse(message(chat=GROUP, text="a", message_thread_id=1, is_topic_message=True)).address.thread == ""
    assert parse(message(TOPIC, text="a")).address.thread == ""


def test_a_press_in_the_staff_group_names_the_presser() -> None:
    shown = cast(Tree, message(chat=GROUP, sender=OURSELVES, text="card")["message"])
    inbound = parse(press(message=shown))
    assert (inbound.address.chat, inbound.sender) == (str(STAFF), CHAT)
    inaccessible: Tree = {"chat": GROUP, "message_id": 3, "date": 0}
    assert parse(press(message=inaccessible)).choice == "01jd-0!2"


OTHER_GROUP: Tree = {"id": -100777, "title": "x", "type": "supergroup"}
CHANNEL: Tree = {"id": -100888, "title": "x", "type": "channel"}
IGNORED: dict[str, tuple[Tree, str]] = {
    "ourselves": (message(chat=GROUP, sender=OURSELVES, text="a"), "sender is no person"),
    "anonymous admin": (message(chat=GROUP, sender=ANONYMOUS, sender_chat=GROUP, text="a"), "sender is no person"),
    "anonymous admin who lies": (message(chat=GROUP, sender={**ANONYMOUS, "is_bot": False}, text="/close"), "sender is no person"),
    "channel in disguise": (message(chat=GROUP, sender_chat=CHANNEL, text="a"), "sender is no person"),
    "linked channel": (message(chat=GROUP, sender={**PERSON, "id": 777000}, is_automatic_forward=True, text="a"), "sender is no person"),
    "another bot": (message(chat=GROUP, sender={**PERSON, "is_bot": True}, text="a"), "sender is no person"),
    "a group we were added to": (message(chat=OTHER_GROUP, text="a"), "foreign group"),
    "a press in a foreign group": (press(message={"chat": OTHER_GROUP, "message_id": 1, "date": 1}), "foreign group"),
    "a press by a bot": (press({"from": OURSELVES}), "sender is no person"),
    "a press on an inline message": (press(message=None), "press without a message"),
    "service": (message(chat=GROUP, new_chat_members=[PERSON]), "service message"),
    "pinned": (message(pinned_message={"message_id": 1}), "service message"),
    "topic made": (message(TOPIC, chat=GROUP, forum_topic_created={"name": "a"}), "service message"),
    "command of another bot": (message(chat=GROUP, text="/close@other_bot"), "command of another bot"),
    "channel post": ({"update_id": 5, "channel_post": {"message_id": 1}}, "unwanted kind"),
    "reaction": ({"update_id": 5, "message_reaction": {}}, "unwanted kind"),
    "kind of next year": ({"update_id": 5, "telepathy": {}}, "unwanted kind"),
    "nothing inside": ({"update_id": 5}, "unwanted kind"),
    "group membership": (membership("administrator", GROUP), "membership in a group"),
    "odd membership": (membership("restricted"), "membership without meaning"),
}


@pytest.mark.parametrize(("update", "reason"), IGNORED.values(), ids=IGNORED.keys())
def test_what_is_ignored(update: Tree, reason: str) -> None:
    parsed = parse_update(update, READING, NOW)
    assert isinstance(parsed, Ignored)
    assert parsed.reason == reason


def test_without_a_known_name_every_command_is_ours() -> None:
    parsed = parse_update(message(text="/human@some_bot"), replace(READING, username=""), NOW)
    assert isinstance(parsed, Inbound)
    assert parsed.text == "상담원"


def test_a_group_that_moved() -> None:
    assert parse_update(message(chat=GROUP, migrate_to_chat_id=-100999), READING, NOW) == Moved(
        external="900000001", old=str(STAFF), new="-100999"
    )


REFUSED: dict[str, object] = {
    "no object": [],
    "text": "update",
    "nothing": None,
    "no id": {"message": {}},
    "id as text": {"update_id": "1"},
    "id as bool": {"update_id": True},
    "id as float": {"update_id": 1.0},
    "id too large": {"update_id": 2**70},
    "message as text": {"update_id": 1, "message": "x"},
    "no chat": {"update_id": 1, "message": {"from": PERSON, "text": "a"}},
    "chat id too large": message(chat={**PRIVATE, "id": 2**60}, text="a"),
    "chat id as text": message(chat={**PRIVATE, "id": "7"}, text="a"),
    "sender id as list": message(sender={**PERSON, "id": [1]}, text="a"),
    "topic without a number": message(chat=GROUP, is_topic_message=True, text="a"),
    "migration to nowhere": message(chat=GROUP, migrate_to_chat_id="x"),
    "press without presser": press({"from": None}),
}


@pytest.mark.parametrize("update", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused(update: object) -> None:
    with pytest.raises(ParseRefused):
        parse_update(update, READING, NOW)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)
SOUND = [*(row[0] for row in SEEN.values()), *(row[0] for row in IGNORED.values()), press(), message(TOPIC, chat=GROUP, text="a")]


def _places(tree: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    children: list[tuple[str | int, object]] = []
    if isinstance(tree, dict):
        children = list(tree.items())
    elif isinstance(tree, list):
        children = list(enumerate(tree))
    return [path, *(place for key, child in children for place in _places(child, (*path, key)))]


def _put(tree: Json, path: tuple[str | int, ...], value: Json, *, drop: bool) -> Json:
    if not path:
        return value
    tree = copy.deepcopy(tree)
    parent: object = tree
    for key in path[:-1]:
        parent = parent[key]  # type: ignore[index]  # a path that was read from this tree
    if drop:
        del parent[path[-1]]  # type: ignore[attr-defined]  # the same
    else:
        parent[path[-1]] = value  # type: ignore[index]  # the same
    return tree


@given(data=st.data())
@settings(max_examples=400)
def test_no_mutation_raises_anything_else(data: st.DataObject) -> None:
    update: Json = data.draw(st.sampled_from(SOUND))
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.sampled_from(_places(update)))
        update = _put(update, place, cast(Json, data.draw(ANYTHING)), drop=data.draw(st.booleans()))
    try:
        parsed = parse_update(update, READING, NOW)
    except ParseRefused:
        return
    if isinstance(parsed, Inbound):
        json.dumps([parsed.text, parsed.name, parsed.choice, parsed.press]).encode()
        parsed.text.encode()
        assert len(parsed.text) <= MAX_TEXT + 1
        assert abs(int(parsed.address.chat)) <= 2**52


@given(text=st.text(), digits=st.sampled_from(["900101-1234567", "９００１０１−１２３４５６７", "9 0 0 1 0 1 - 1 2 3 4 5 6 7"]))
def test_no_resident_number_gets_through(text: str, digits: str) -> None:
    parsed = parse(message(text=f"{text} {digits} {text}"))
    assert not holds_resident_number(parsed.text.replace(MASK, ""))
