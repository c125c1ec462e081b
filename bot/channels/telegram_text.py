"""How a reply looks in Telegram: HTML with everything escaped, buttons, and cutting to size. Pure."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels import plain
from bot.channels.plain import NOTHING, Labels, basis_lines, plain_of
from bot.channels.visible import is_visible
from desk.messages import Card, Choice, Choices, Link, Part, choice_key

MAX_TEXT = 4096
MAX_BUTTONS = 90
#: Telegram refuses larger keyboards with "reply markup is too long".
MAX_MARKUP_BYTES = 8_000
MAX_LABEL = 64
#: Two buttons share a row when each label is at most that wide; a Hangul syllable is 2 wide.
NARROW = 18


def html_of(part: Part, labels: Labels) -> str:
    """The part as Telegram HTML; shows what `plain_of` says, with addresses behind their labels."""
    if not isinstance(part, Card):
        return escape(plain_of(part, labels))
    blocks = [f"<b>{escape(part.title)}</b>" if is_visible(part.title) else "", escape(part.text) if is_visible(part.text) else ""]
    blocks.append("\n".join(escape(line) for line in basis_lines(part, labels)))
    blocks.append("\n".join(_link(link) for link in part.links))
    return "\n\n".join(block for block in blocks if block) or NOTHING


def _link(link: Link) -> str:
    return f'<a href="{escape(link.url)}">{escape(link.label if is_visible(link.label) else link.url)}</a>'


def keyboard_of(part: Part, message: str, first: int) -> InlineKeyboardMarkup | None:
    """The inline buttons; each carries an opaque key, not its meaning."""
    options = part.options if isinstance(part, Choices | Card) else ()
    buttons = [
        InlineKeyboardButton(_label(option), callback_data=choice_key(message, index)) for index, option in enumerate(options, start=first)
    ]
    return InlineKeyboardMarkup(list(_rows(buttons))) if buttons else None


def _label(option: Choice) -> str:
    label = option.label if is_visible(option.label) else NOTHING
    return label if len(label) <= MAX_LABEL else label[: MAX_LABEL - 1] + "…"


def _rows(buttons: list[InlineKeyboardButton]) -> Iterator[list[InlineKeyboardButton]]:
    row: list[InlineKeyboardButton] = []
    for button in buttons:
        if row and not (len(row) == 1 and _width(row[0].text) <= NARROW and _width(button.text) <= NARROW):
            yield row
            row = []
        row.append(button)
    if row:
        yield row


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def fit(part: Part, labels: Labels) -> tuple[Part, ...]:
    """The part in pieces that each go through in one call; buttons stand below the last text."""
    return tuple(page for piece in plain.fit(part, labels, MAX_TEXT) for page in _paged(piece))


def _paged(part: Part) -> Iterator[Part]:
    """A keyboard that Telegram would refuse goes on below further small messages."""
    pages = list(_pages(part.options)) if isinstance(part, Choices | Card) else []
    if not isinstance(part, Choices | Card) or len(pages) < 2:
        yield part
        return
    yield replace(part, options=pages[0])
    for page in pages[1:]:
        yield Choices(text=NOTHING, options=page)


def _pages(options: tuple[Choice, ...]) -> Iterator[tuple[Choice, ...]]:
    page: list[Choice] = []
    size = 0
    for option in options:
        cost = len(option.label[:MAX_LABEL].encode("utf-8", "replace")) + 64
        if page and (len(page) >= MAX_BUTTONS or size + cost > MAX_MARKUP_BYTES):
            yield tuple(page)
            page, size = [], 0
        page.append(option)
        size += cost
    yield tuple(page)
