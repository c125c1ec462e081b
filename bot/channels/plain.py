"""A reply as plain text with its legal basis, and cut into pieces that each stay within a channel's limit. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.channels.splitting import numbered, split, utf16
from bot.channels.visible import is_visible
from desk.messages import Card, Choices, File, Part, Text

#: No platform takes a message in which nothing can be seen.
NOTHING = "…"
#: Room for the number below a piece.
_NUMBER = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The few words a channel itself puts around content."""

    basis: str = "§"
    as_of: str = "="
    #: Number of a piece; `{number}` and `{total}` are filled in.
    part: str = "({number}/{total})"


def labels_of(wording: Mapping[str, str]) -> Labels:
    """The labels by their names in `phrases.yaml`."""
    usual = Labels()
    return Labels(
        basis=wording.get("channel_basis", usual.basis),
        as_of=wording.get("channel_as_of", usual.as_of),
        part=wording.get("channel_part", usual.part),
    )


def basis_lines(card: Card, labels: Labels) -> list[str]:
    """What the answer rests on, and since when."""
    lines = [f"{labels.basis}: {' · '.join(card.basis)}"] if card.basis else []
    if card.as_of:
        lines.append(f"{labels.as_of}: {card.as_of}")
    return lines


def plain_of(part: Part, labels: Labels) -> str:
    """The whole part as text, without its buttons."""
    if isinstance(part, File):
        return part.name
    if not isinstance(part, Card):
        return part.text if is_visible(part.text) else NOTHING
    blocks = [text for text in (part.title, part.text) if is_visible(text)]
    blocks.append("\n".join(basis_lines(part, labels)))
    blocks.append("\n".join(f"{link.label}: {link.url}" for link in part.links))
    return "\n\n".join(block for block in blocks if block) or NOTHING


def fit(part: Part, labels: Labels, limit: int) -> tuple[Part, ...]:
    """The part in pieces whose `plain_of` is at most `limit` UTF-16 units; title first, basis and buttons last."""
    match part:
        case File():
            return (part,)
        case Text():
            return tuple(Text(text=piece) for piece in _pieces(part.text, labels, limit))
        case Choices():
            *before, last = _pieces(part.text, labels, limit) or (NOTHING,)
            return (*(Text(text=piece) for piece in before), Choices(text=last, options=part.options))
        case Card():
            return _fit_card(part, labels, limit)


def _pieces(text: str, labels: Labels, limit: int) -> tuple[str, ...]:
    if utf16(text) <= limit:
        return (text,) if is_visible(text) else ()
    return numbered(split(text, limit - _NUMBER, utf16), labels.part)


def _fit_card(card: Card, labels: Labels, limit: int) -> tuple[Part, ...]:
    if utf16(plain_of(card, labels)) <= limit:
        return (card,)
    card = _slim(card, labels, limit)
    around = utf16(plain_of(replace(card, text=""), labels)) + 4
    pieces = _pieces(card.text, labels, limit - around) or ("",)
    if len(pieces) == 1:
        return (replace(card, text=pieces[0]),)
    first: Part = Card(title=card.title, text=pieces[0]) if card.title else Text(text=pieces[0])
    return (first, *(Text(text=piece) for piece in pieces[1:-1]), replace(card, title="", text=pieces[-1]))


def _slim(card: Card, labels: Labels, limit: int) -> Card:
    """What is too long for its place becomes part of the text, which can be cut."""
    text, title, basis, links = card.text, card.title, card.basis, card.links
    if utf16(title) > limit // 8:
        text, title = f"{title}\n\n{text}", ""
    if sum(utf16(line) + 3 for line in basis) + utf16(card.as_of) > limit // 4:
        lines = "\n".join(basis_lines(card, labels))
        text, basis, card = f"{text}\n\n{lines}", (), replace(card, as_of="")
    if sum(utf16(link.label) + utf16(link.url) + 3 for link in links) > limit // 4:
        listed = "\n".join(f"{link.label}: {link.url}" for link in links)
        text, links = f"{text}\n\n{listed}", ()
    return replace(card, text=text, title=title, basis=basis, links=links)
