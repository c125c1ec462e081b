"""Replies are cut to what a channel takes before they are stored."""

from dataclasses import replace

from bot.fitting import fit
from desk.effects import ClearTimer, Say, StaffNews, TellStaff
from desk.messages import Card, Text, TicketId
from tests.bot.desk_rig import PERSON, Recorder
from tests.bot.scenes import ROOM

LONG = "말을 길게 합니다. " * 60
CHANNELS = {"telegram": Recorder(limit=200)}


def told(news: StaffNews, text: str = LONG) -> TellStaff:
    return TellStaff(room=ROOM, news=news, ticket=TicketId("t"), part=Text(text=text))


def test_a_long_reply_becomes_several_parts_of_the_same_message() -> None:
    (said,) = fit([Say(parts=(Text(text=LONG), Text(text="끝")))], PERSON.conversation, CHANNELS)
    assert isinstance(said, Say)
    assert len(said.parts) > 2
    assert said.parts[-1] == Text(text="끝")


def test_a_long_line_for_counselors_becomes_several_lines() -> None:
    lines = fit([told(StaffNews.LINE)], PERSON.conversation, CHANNELS)
    assert len(lines) > 1
    assert {type(line) for line in lines} == {TellStaff}


def test_topics_cards_and_everything_else_stay_whole() -> None:
    effects = (told(StaffNews.TOPIC), told(StaffNews.CARD), ClearTimer(key="x"))
    assert fit(effects, PERSON.conversation, CHANNELS) == effects


def test_what_is_said_elsewhere_is_cut_for_there() -> None:
    effects = (Say(parts=(Text(text=LONG),), to=ROOM),)
    assert fit(effects, replace(PERSON, channel="web").conversation, CHANNELS) != effects


def test_a_channel_that_is_down_changes_nothing() -> None:
    effects = (Say(parts=(Card(title="답", text=LONG),)),)
    assert fit(effects, replace(PERSON, channel="kakao").conversation, CHANNELS) == effects
