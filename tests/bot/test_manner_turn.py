"""What is said to a message that is no question."""

import pytest

from bot import manner_turn
from bot.manner_turn import is_heard
from tests.bot.scenes import parts, scene


def buttons(manner: str, *, near: bool = False) -> list[str]:
    (part,) = parts(manner_turn.reply(scene(), manner, near=near))
    return [option.payload for option in getattr(part, "options", ())]


@pytest.mark.parametrize(
    ("manner", "payloads"),
    [
        ("thanks", []),
        ("wants_human", ["yes:human"]),
        ("home", ["word:home"]),
        ("violence", ["yes:human"]),
        ("fear", ["yes:human"]),
        ("injury", ["yes:human"]),
        ("low_spirits", ["word:human"]),
        ("privacy", ["word:my_data", "word:erase", "word:human"]),
        ("other_language", ["yes:human"]),
        ("ticket_withdraw", ["yes:withdraw"]),
        ("reminders", ["word:reminders_off"]),
    ],
)
def test_a_reply_leads_on(manner: str, payloads: list[str]) -> None:
    assert buttons(manner) == payloads


def test_where_we_may_have_misread_a_human_is_offered_once() -> None:
    assert buttons("housing", near=True) == ["word:human"]
    assert buttons("wants_human", near=True) == ["yes:human"]


@pytest.mark.parametrize(
    "manner", ["emergency", "violence", "fear", "injury", "low_spirits", "abuse", "stop", "wants_human", "home", "privacy"]
)
def test_what_concerns_the_person_is_heard_inside_a_flow(manner: str) -> None:
    assert is_heard(manner)


@pytest.mark.parametrize("manner", ["", "ok", "vague", "weather", "housing", "legal_dispute"])
def test_what_leads_away_from_the_matter_is_not_heard_inside_a_flow(manner: str) -> None:
    assert not is_heard(manner)


@pytest.mark.parametrize(("manner", "to_us"), [("thanks", True), ("emergency", True), ("legal_dispute", False), ("introduced", False)])
def test_who_waits_for_a_counselor_says_to_us_only_what_concerns_the_bot(manner: str, to_us: bool) -> None:
    assert manner_turn.is_to_us(manner) is to_us
