"""A counselor in the group: buttons, slash words and plain text."""

import pytest

from bot import staff_room
from bot.commands import Claim, Close, Command, Hold, Note, Release, Reply, Resume, Transfer
from bot.staff_room import Unclear, wanted_ticket
from desk.messages import Choice, InboundKind, TicketId
from tests.bot.scenes import KIM, LEE, press, text

ID = TicketId("t1")
CLAIM = Choice(label="내가 맡기", payload="claim:t1")
TWIN = LEE.__class__(id=LEE.id.__class__("lee2"), name="이상담")


def read(typed: str) -> Command | Unclear | None:
    return staff_room.read(text(typed), None, ID, (KIM, LEE))


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("안녕하세요", Reply(ticket=ID, text="안녕하세요")),
        ("  네  ", Reply(ticket=ID, text="네")),
        ("/note 급한 분", Note(ticket=ID, text="급한 분")),
        ("/NOTE 급한 분", Note(ticket=ID, text="급한 분")),
        ("/note@dure_bot 급한 분", Note(ticket=ID, text="급한 분")),
        ("/claim", Claim(ticket=ID)),
        ("/close", Close(ticket=ID)),
        ("/hold", Hold(ticket=ID)),
        ("/resume", Resume(ticket=ID)),
        ("/release", Release(ticket=ID)),
        ("/transfer 이상담", Transfer(ticket=ID, to=LEE)),
        ("/transfer @이상담", Transfer(ticket=ID, to=LEE)),
        ("/transfer lee", Transfer(ticket=ID, to=LEE)),
    ],
)
def test_what_is_typed_in_a_topic(typed: str, command: Command) -> None:
    assert read(typed) == command


@pytest.mark.parametrize("typed", ["/unknown", "/", "/notes 급한 분"])
def test_an_unknown_slash_word_never_reaches_the_person(typed: str) -> None:
    assert read(typed) == Unclear(phrase="staff_usage")


@pytest.mark.parametrize("name", ["", "박상담", "이"])
def test_a_transfer_to_nobody(name: str) -> None:
    assert read(f"/transfer {name}") == Unclear(phrase="staff_refused_unknown_target", name=name)


def test_a_name_that_two_colleagues_bear_is_asked_again() -> None:
    assert isinstance(staff_room.read(text("/transfer 이상담"), None, ID, (LEE, TWIN)), Unclear)


def test_a_press_claims_and_an_old_one_is_explained() -> None:
    assert staff_room.read(press(), CLAIM, ID, ()) == Claim(ticket=ID)
    assert staff_room.read(press(), None, ID, ()) == Unclear(phrase="stale_button")
    assert staff_room.read(press(), Choice(label="x", payload="entry:x"), ID, ()) == Unclear(phrase="stale_button")


@pytest.mark.parametrize("kind", [kind for kind in InboundKind if kind not in (InboundKind.TEXT, InboundKind.CHOICE)])
def test_other_things_are_no_business_of_ours(kind: InboundKind) -> None:
    assert staff_room.read(text("네", kind=kind), None, ID, ()) is None


def test_the_button_names_its_ticket_wherever_it_hangs() -> None:
    assert wanted_ticket(CLAIM, None) == "t1"
    assert wanted_ticket(CLAIM, TicketId("t2")) == "t1"
    assert wanted_ticket(None, TicketId("t2")) == "t2"
    assert wanted_ticket(Choice(label="x", payload="entry:x"), None) is None
