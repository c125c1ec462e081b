"""How a reply looks in Telegram: HTML with everything escaped, a plain spelling of the same, buttons, and cutting to size. Pure."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels.splitting import numbered, split, utf16
from bot.channels.visible import is_visible
from desk.messages import Card, Choice, Choices, File, Link, Part, Text, choice_key

Spell = Callable[[str], str]
SpellLink = Callable[[Link], str]

MAX_TEXT = 4096
MAX_BUTTONS = 90
#: Telegram refuses larger keyboards with "reply markup is too long".
MAX_MARKUP_BYTES = 8_000
MAX_LABEL = 64
#: Two buttons share a row when each label is at most that wide; a Hangul syllable is 2 wide.
NARROW = 18
#: Room for the number below a piece.
_NUMBER = 24
#: Telegram refuses a message in which nothing can be seen.
_NOTHING = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The few words the channel itself puts around content."""

    basis: str = "§ {basis}"
    as_of: str = "({date})"
    part: str = "({number}/{total})"


def labels_of(wording: Mapping[str, str]) -> Labels:
    """The labels by their names in `phrases.yaml`."""
    usual = Labels()
    return Labels(
        basis=wording.get("channel_basis", usual.basis),
        as_of=wording.get("channel_as_of", usual.as_of),
        part=wording.get("channel_part", usual.part),
    )


def html_of(part: Part, labels: Labels) -> str:
    """The part as Telegram HTML."""
    return _render(part, labels, bold=lambda text: f"<b>{escape(text)}</b>", link=_html_link, plain=escape)


def plain_of(part: Part, labels: Labels) -> str:
    """The same without markup, for when Telegram refuses ours; never shorter than what `html_of` shows."""
    return _render(part, labels, bold=str, link=lambda link: f"{link.label}: {link.url}", plain=str)


def _html_link(link: Link) -> str:
    return f'<a href="{escape(link.url)}">{escape(link.label)}</a>'


def _render(part: Part, labels: Labels, *, bold: Spell, link: SpellLink, plain: Spell) -> str:
    if isinstance(part, File):
        return plain(part.name)
    if not isinstance(part, Card):
        return plain(part.text) if is_visible(part.text) else _NOTHING
    blocks = [bold(part.title) if is_visible(part.title) else "", plain(part.text) if is_visible(part.text) else ""]
    blocks.append("\n".join(plain(line) for line in basis_lines(part, labels)))
    blocks.append("\n".join(link(each) for each in part.links))
    return "\n\n".join(block for block in blocks if block) or _NOTHING


def basis_lines(card: Card, labels: Labels) -> list[str]:
    """What the answer rests on, and since when."""
    lines = [labels.basis.replace("{basis}", " · ".join(card.basis))] if card.basis else []
    if card.as_of:
        lines.append(labels.as_of.replace("{date}", card.as_of))
    return lines


def keyboard_of(part: Part, message: str, first: int) -> InlineKeyboardMarkup | None:
    """The inline buttons; each carries an opaque key, not its meaning."""
    options = part.options if isinstance(part, Choices | Card) else ()
    buttons = [
        InlineKeyboardButton(_label(option), callback_data=choice_key(message, index)) for index, option in enumerate(options, start=first)
    ]
    return InlineKeyboardMarkup(list(_rows(buttons))) if buttons else None


def _label(option: Choice) -> str:
    label = option.label if is_visible(option.label) else _NOTHING
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
    match part:
        case File():
            return (part,)
        case Text():
            return tuple(Text(text=piece) for piece in _pieces(part.text, labels))
        case Choices():
            *before, last = _pieces(part.text, labels) or (_NOTHING,)
            return (*(Text(text=piece) for piece in before), *_paged(Choices(text=last, options=part.options)))
        case Card():
            return _fit_card(part, labels)


def _pieces(text: str, labels: Labels, room: int = MAX_TEXT) -> tuple[str, ...]:
    if utf16(text) <= room:
        return (text,) if is_visible(text) else ()
    return numbered(split(text, room - _NUMBER, utf16), labels.part)


def _fit_card(card: Card, labels: Labels) -> tuple[Part, ...]:
    if utf16(plain_of(card, labels)) <= MAX_TEXT:
        return tuple(_paged(card))
    card = _slim(card, labels)
    around = utf16(plain_of(replace(card, text=""), labels)) + 4
    pieces = _pieces(card.text, labels, MAX_TEXT - around) or ("",)
    if len(pieces) == 1:
        return tuple(_paged(replace(card, text=pieces[0])))
    first: Part = Card(title=card.title, text=pieces[0]) if card.title else Text(text=pieces[0])
    return (first, *(Text(text=piece) for piece in pieces[1:-1]), *_paged(replace(card, title="", text=pieces[-1])))


def _slim(card: Card, labels: Labels) -> Card:
    """What is too long for its place becomes part of the text, which can be cut."""
    text, title, basis, links = card.text, card.title, card.basis, card.links
    if utf16(title) > 256:
        text, title = f"{title}\n\n{text}", ""
    if sum(utf16(line) + 3 for line in basis) + utf16(card.as_of) > 1024:
        lines = "\n".join(basis_lines(card, labels))
        text, basis, card = f"{text}\n\n{lines}", (), replace(card, as_of="")
    if sum(utf16(link.label) + utf16(link.url) + 3 for link in links) > 1536:
        listed = "\n".join(f"{link.label}: {link.url}" for link in links)
        text, links = f"{text}\n\n{listed}", ()
    return replace(card, text=text, title=title, basis=basis, links=links)


def _paged(part: Choices | Card) -> Iterator[Part]:
    """A keyboard that Telegram would refuse goes on below further small messages."""
    pages = list(_pages(part.options))
    if len(pages) < 2:
        yield part
        return
    yield replace(part, options=pages[0])
    for page in pages[1:]:
        yield Choices(text=_NOTHING, options=page)


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
