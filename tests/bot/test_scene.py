"""What a decision sees, and what is kept of what it offers."""

from datetime import UTC, datetime

from bot.scene import Decision, remember_offer, said_to_person, say
from desk.effects import Say
from desk.messages import Choice, Text
from tests.bot.scenes import ROOM, scene

GO = Choice(label="가기", payload="flow:x")


def test_the_day_is_the_one_in_seoul() -> None:
    assert scene(now=datetime(2026, 11, 25, 15, 0, tzinfo=UTC)).today.day == 26


def test_the_buttons_that_were_offered_can_be_typed_next() -> None:
    offered = say(scene(), scene().voice.offer("menu", (GO,)))
    assert remember_offer(offered).conversation.offered == (GO,)
    assert remember_offer(say(scene(), Text(text="네"))).conversation.offered == ()


def test_silence_keeps_what_was_offered() -> None:
    before = remember_offer(say(scene(), scene().voice.offer("menu", (GO,))))
    assert remember_offer(Decision(conversation=before.conversation)).conversation.offered == (GO,)


def test_what_is_said_elsewhere_is_not_said_to_the_person() -> None:
    assert said_to_person((Say(parts=(Text(text="안"),), to=ROOM), Say(parts=(Text(text="밖"),)))) == (Text(text="밖"),)
