"""A bad edit is told in the console and in the group, once, and so is its end."""

from bot.content_files import Position, Problem
from bot.content_news import ContentNews
from tests.fakes.library import small_knowledge

BAD = (Problem(file="small.yaml", position=Position(line=7, column=3), code="syntax", details={"reason": "?"}),)


async def test_a_bad_edit_and_its_cure_are_told_once() -> None:
    told: list[str] = []
    woken: list[bool] = []

    async def announce(text: str) -> None:
        told.append(text)

    news = ContentNews(lambda: small_knowledge().voice, announce, lambda: woken.append(True))
    await news.take(())
    assert (told, news.text) == ([], "")
    await news.take(BAD)
    await news.take(BAD)
    assert "small.yaml:7:3" in news.text
    assert told == [news.text]
    await news.take(())
    assert (len(told), news.text, len(woken)) == (2, "", 2)
