"""The terminal as a channel: what is shown, and what a typed line becomes."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Sent
from bot.channels.plain import Labels
from bot.channels.terminal import ADDRESS, TerminalChannel, inbound_of, render, take
from desk.messages import MAX_TEXT, Card, Choice, Inbound, Text
from storage.outbox import Delivery, OutboxKind, Place

NOW = datetime(2026, 11, 25, tzinfo=UTC)
CARD = Card(
    title="조합원 수",
    text="5명이면 됩니다.",
    basis=("협동조합 기본법 제15조",),
    as_of="2026-11-22",
    options=(Choice(label="상담원 연결", payload="word:human"),),
)


def row(part: Card | Text) -> Delivery:
    return Delivery(id="d1", conversation=ADDRESS.conversation, kind=OutboxKind.SAY, part=part, message="m1")


async def test_a_card_is_shown_with_its_basis_and_its_buttons_as_words_to_type() -> None:
    shown: list[str] = []
    channel = TerminalChannel.of(shown.append, {"channel_basis": "근거", "channel_as_of": "기준일"})
    assert await channel.send(row(CARD), Place()) == Sent(platform_id="d1")
    assert "근거: 협동조합 기본법 제15조" in shown[0]
    assert shown[0].endswith("[상담원 연결]")
    assert channel.choices == ["상담원 연결"]


def test_control_characters_of_others_do_not_reach_the_terminal() -> None:
    assert render(Text(text="\x1b[2J지워요\x07\n끝"), Labels()) == "[2J지워요\n끝"


@given(st.text())
def test_any_line_becomes_a_message_that_can_be_stored(line: str) -> None:
    inbound = inbound_of(line, NOW)
    inbound.text.encode()
    assert len(inbound.text) <= MAX_TEXT + 1


def test_a_resident_number_is_masked_before_it_is_stored() -> None:
    assert "1234567" not in inbound_of("제 번호는 900101-1234567 이에요", NOW).text


async def test_a_blank_line_is_nothing() -> None:
    came: list[Inbound] = []

    async def receive(inbounds: list[Inbound]) -> int:
        came.extend(inbounds)
        return len(inbounds)

    await take("  \n", receive, lambda: NOW)
    await take("안녕\n", receive, lambda: NOW)
    assert [inbound.text for inbound in came] == ["안녕\n"]
