"""Cuts long text where a reader would pause: paragraph, line, sentence, blank, and only then inside a word. Pure."""

import re
import unicodedata
from collections.abc import Callable

Measure = Callable[[str], int]
_SENTENCE_END = re.compile(r"[.!?。…！？][\"'”’)\]」』]*\s+")
_JOINER = "\u200d"


def utf16(text: str) -> int:
    """Length in UTF-16 code units, the way Telegram counts: a Hangul syllable is 1, most emoji are 2."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, limit: int, measure: Measure = len) -> tuple[str, ...]:
    """The text in pieces of at most `limit`; nothing but blanks at the cuts is dropped."""
    pieces: list[str] = []
    rest = text.strip()
    while measure(rest) > limit:
        cut = _cut(rest, _most(rest, limit, measure))
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    pieces.append(rest)
    return tuple(piece for piece in pieces if piece)


def numbered(pieces: tuple[str, ...], template: str) -> tuple[str, ...]:
    """Each piece with its number on a line of its own; a single piece stays as it is."""
    if len(pieces) < 2:
        return pieces
    total = str(len(pieces))
    return tuple(
        f"{piece}\n\n{template.replace('{number}', str(number)).replace('{total}', total)}" for number, piece in enumerate(pieces, start=1)
    )


def _most(text: str, limit: int, measure: Measure) -> int:
    """How many signs of the text fit, at least one."""
    low, high = 1, min(len(text), limit)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle]) <= limit:
            low = middle
        else:
            high = middle - 1
    return low


def _cut(text: str, most: int) -> int:
    """The best place to cut at or before `most`; a pause in the first third would leave a piece too short to be worth it."""
    window, least = text[:most], max(1, most // 3)
    for mark in ("\n\n", "\n"):
        if (at := window.rfind(mark)) >= least:
            return at
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, min(len(text), most + 1)) if match.end() <= most]
    if ends and ends[-1] >= least:
        return ends[-1]
    # A word longer than two thirds of a piece is most likely an address.
    for at in range(most, 0, -1):
        if at < len(text) and text[at].isspace():
            return at
    return _whole_sign(text, most)


def _whole_sign(text: str, cut: int) -> int:
    """Move a cut inside a word back so that no accent, vowel part or joined emoji loses its base."""
    for at in range(cut, max(0, cut - 32), -1):
        if not (_belongs_to_last(text[at : at + 1]) or text[at - 1] == _JOINER):
            return at
    return cut


def _belongs_to_last(sign: str) -> bool:
    if not sign:
        return False
    jamo = "\u1160" <= sign <= "\u11ff"
    tone = "\U0001f3fb" <= sign <= "\U0001f3ff"
    return jamo or tone or sign == _JOINER or unicodedata.category(sign) in ("Mn", "Me", "Mc")
