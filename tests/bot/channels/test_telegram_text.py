"""Replies as Telegram shows them: nothing lost, nothing over a limit, nothing read as markup."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.plain import Labels, labels_of, plain_of
from bot.channels.splitting import utf16
from bot.channels.telegram_text import MAX_TEXT, fit, html_of, keyboard_of
from bot.channels.visible import is_visible
from desk.messages import Card, Choice, Choices, File, Link, Part, Text, options_of
from tests.fakes.telegram.entities import parse_text
from tests.fakes.telegram.keyboards import checked_markup

LABELS = Labels()
LETTERS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n <>&\"'"), max_size=200)
LONG = st.builds(lambda piece, times: piece * times, LETTERS, st.sampled_from([0, 1, 3, 60, 300]))
OPTIONS = st.lists(st.builds(Choice, label=LETTERS, payload=st.just("a:b")), max_size=8).flatmap(
    lambda some: st.sampled_from([1, 1, 1, 30]).map(lambda times: tuple(some * times))
)
LINKS = st.lists(st.builds(Link, label=LETTERS, url=LETTERS.map("https://example.org/{}".format)), max_size=4).map(tuple)
CARDS = st.builds(
    Card, title=LONG, text=LONG, basis=st.lists(LONG, max_size=3).map(tuple), as_of=st.just("2026-06-24"), options=OPTIONS, links=LINKS
)
PARTS = st.builds(Text, text=LONG) | st.builds(Choices, text=LONG, options=OPTIONS) | CARDS


def bare(text: str) -> str:
    return "".join(text.split())


@given(part=PARTS)
@settings(max_examples=150, deadline=None)
def test_fit_keeps_limits_and_loses_nothing(part: Part) -> None:
    pieces = fit(part, LABELS)
    shown = ""
    for piece in pieces:
        plain, _ = parse_text(html_of(piece, LABELS), "HTML")
        assert 0 < utf16(plain) <= MAX_TEXT
        assert 0 < utf16(plain_of(piece, LABELS)) <= MAX_TEXT
        keyboard = keyboard_of(piece, "0" * 26 + "-10-10", 900)
        checked_markup(keyboard.to_dict() if keyboard else None)
        shown += plain
    assert options_of(pieces) == options_of((part,))
    # Numbers and labels stand between the pieces, so the order is checked letter by letter.
    letters = iter(bare(shown))
    text = "" if isinstance(part, File) else part.text
    assert not is_visible(text) or all(letter in letters for letter in bare(text))


@given(part=PARTS)
@settings(max_examples=100, deadline=None)
def test_markup_shows_the_same_as_plain_text(part: Part) -> None:
    if isinstance(part, Card) and part.links:
        return
    plain, _ = parse_text(html_of(part, LABELS), "HTML")
    assert plain == plain_of(part, LABELS).strip()


def test_every_word_of_a_long_card_is_there() -> None:
    card = Card(
        title="제목",
        text="\n\n".join(f"문단 {index}. " + "가나다라 " * 100 for index in range(20)),
        basis=("협동조합 기본법 제15조",),
        as_of="2026-06-24",
        options=(Choice(label="다음", payload="a:b"),),
        links=(Link(label="법령", url="https://law.go.kr"),),
    )
    first, *middle, last = fit(card, LABELS)
    assert isinstance(first, Card)
    assert isinstance(last, Card)
    assert (first.title, first.options, first.basis) == ("제목", (), ())
    assert all(isinstance(piece, Text) for piece in middle)
    assert (last.title, last.options, last.basis, last.links) == ("", card.options, card.basis, card.links)
    assert last.text.endswith(f"({len(middle) + 2}/{len(middle) + 2})")
    shown = "".join(plain_of(piece, LABELS) for piece in (first, *middle, last))
    assert all(f"문단 {index}." in shown for index in range(20))


def test_short_parts_stay_as_they_are() -> None:
    for part in (Text(text="a"), Choices(text="b", options=()), Card(title="c", text="d"), File(name="a", media_type="b", ref="c")):
        assert fit(part, LABELS) == (part,)
    assert fit(Text(text="\u200b \u3164"), LABELS) == ()


def test_many_buttons_go_on_below() -> None:
    options = tuple(Choice(label=f"단추 {index}", payload="a:b") for index in range(200))
    pieces = fit(Choices(text="고르세요", options=options), LABELS)
    assert len(pieces) > 1
    assert options_of(pieces) == options


def test_rows_by_label_length() -> None:
    options = tuple(Choice(label=label, payload="a:b") for label in ("네", "아니요", "아주 긴 이름을 가진 단추", "설립", ""))
    keyboard = keyboard_of(Choices(text="?", options=options), "m", 0)
    assert keyboard
    rows = [[button.text for button in row] for row in keyboard.inline_keyboard]
    assert rows == [["네", "아니요"], ["아주 긴 이름을 가진 단추"], ["설립", "…"]]


def test_labels_come_from_the_phrases() -> None:
    labels = labels_of({"channel_basis": "근거", "channel_as_of": "기준일"})
    assert (
        html_of(Card(title="", text="a", basis=("<제15조>",), as_of="2026-01-01"), labels)
        == "a\n\n근거: &lt;제15조&gt;\n기준일: 2026-01-01"
    )
    assert labels.part == "({number}/{total})"
