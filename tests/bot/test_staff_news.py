"""What staff rooms are shown of a ticket."""

from dataclasses import replace

import pytest

from bot.staff_news import CLAIMABLE, card, line, lines
from desk.effects import StaffNews
from desk.messages import Card, Choice, ConversationId, Text
from desk.ticket import TABLE, TicketEvent, TicketState
from tests.bot.scenes import KIM, ROOM, scene, ticket

OTHER = ConversationId("telegram:1:-200")


def shown(state: TicketState = TicketState.WAITING, **changes: object) -> Card:
    owner = None if state in CLAIMABLE else KIM
    part = card(scene(**changes), ticket(state, owner), ROOM, owner=owner).part
    assert isinstance(part, Card)
    return part


def test_a_card_shows_number_topic_state_and_promise() -> None:
    seen = shown()
    assert seen.title == "상담 ABCDEF · 설립·운영"
    assert "질문: 정관이 궁금해요" in seen.text
    assert "상태: 기다림" in seen.text
    assert "담당: 없음" in seen.text
    assert "17:00" in seen.text


def test_a_private_card_shows_no_words() -> None:
    assert "정관" not in str(shown(staff_sees_text=False))
    assert "상태: 기다림" in shown(staff_sees_text=False).text


@pytest.mark.parametrize("state", list(TicketState))
def test_only_what_may_be_claimed_has_the_button(state: TicketState) -> None:
    claim = Choice(label="내가 맡기", payload=f"claim:{ticket().id}")
    assert shown(state).options == ((claim,) if (state, TicketEvent.CLAIM) in TABLE else ())


def test_the_owner_is_named() -> None:
    assert "담당: 김상담" in shown(TicketState.CLAIMED).text


def test_a_ticket_without_a_promise() -> None:
    part = card(scene(), replace(ticket(), due=None), ROOM, owner=None).part
    assert isinstance(part, Card)
    assert "답변 약속: 없음" in part.text


def test_a_line_goes_into_every_room() -> None:
    assert line(ticket(), ROOM, "네").news is StaffNews.LINE
    told = lines(scene(staff_rooms=(ROOM, OTHER)), ticket(), "네")
    assert [(one.room, one.part) for one in told] == [(ROOM, Text(text="네")), (OTHER, Text(text="네"))]
    assert lines(scene(staff_rooms=()), ticket(), "네") == ()
