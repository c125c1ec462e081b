import json

from bot.live import Pulse, frame


async def test_a_wake_before_the_wait_is_not_lost() -> None:
    pulse = Pulse()
    with pulse.watch("a") as watch:
        pulse.wake("a")
        assert await watch.wait(60)


async def test_only_the_named_topics_wake() -> None:
    pulse = Pulse()
    with pulse.watch("a") as a, pulse.watch("b") as b:
        pulse.wake("a", "unknown")
        assert await a.wait(60)
        assert not await b.wait(0)


async def test_naming_none_wakes_everybody() -> None:
    pulse = Pulse()
    with pulse.watch("a") as a, pulse.watch("b") as b:
        pulse.wake()
        assert await a.wait(60)
        assert await b.wait(60)


async def test_closing_wakes_everybody_and_stays() -> None:
    pulse = Pulse()
    with pulse.watch("a") as watch:
        pulse.close()
        assert await watch.wait(60)
        assert watch.closed


def test_watchers_are_forgotten_when_they_leave() -> None:
    pulse = Pulse()
    with pulse.watch("a"), pulse.watch("a"):
        assert pulse.count("a") == 2
    assert pulse.count("a") == 0


def test_a_frame_is_one_event_whatever_the_text_holds() -> None:
    text = frame("message", {"text": "한 줄\n\nevent: forged\r\n두 줄"}, id_="7.a")
    head, data, *rest = text.split("\n")
    assert head == "id: 7.a"
    assert json.loads(data.removeprefix("data: "))["text"] == "한 줄\n\nevent: forged\r\n두 줄"
    assert rest == ["", ""]
