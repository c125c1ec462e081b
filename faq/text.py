"""Brings what a person typed into one plain form: width, letters, case, repetition, blanks, numbers."""

import re
import unicodedata

from faq import hangul

#: Longer questions are read up to here; the point is always made before.
MAX_LENGTH = 400

_LETTERS = {  # letters as parts of a syllable, as some systems send them
    **{0x1100 + index: letter for index, letter in enumerate(hangul.LEADS)},
    **{0x1161 + index: letter for index, letter in enumerate(hangul.VOWELS)},
    **{0x11A7 + index: letter for index, letter in enumerate(hangul.TAILS) if letter},
}


def _plain_signs() -> dict[int, str]:
    table: dict[int, str] = dict(_LETTERS)
    for code in (*range(0x2460, 0x2500), *range(0x3200, 0x3400), *range(0xFF00, 0xFFF0), 0x3000, 0xA0):
        plain = unicodedata.normalize("NFKC", chr(code))
        table[code] = "".join(_LETTERS.get(ord(sign), sign) for sign in plain)
    invisible = (
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
        0xAD,
        0xFEFF,
        0x3164,
        0x115F,
        0x1160,
    )
    return {**table, **dict.fromkeys(invisible, "")}


_PLAIN = _plain_signs()
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_LAUGHTER = re.compile(r"[ㅋㅎㅠㅜㅡ]{2,}|[ㅠㅜ]")
_REPEATED = re.compile(r"([^\W\d])\1{2,}")
_WORD = re.compile(r"[0-9a-z가-힣ㄱ-ㅣ]+")


def clean(text: str) -> str:
    """The same text in the usual signs, case kept; for reading, not yet for matching."""
    text = unicodedata.normalize("NFC", text[: MAX_LENGTH * 3]).translate(_PLAIN)[:MAX_LENGTH]
    return " ".join(text.split())


def lines(text: str) -> str:
    """The same in its lines, which tell where a sentence ends that has no sign."""
    return "\n".join(map(clean, text[:MAX_LENGTH].splitlines()))


def words(text: str) -> tuple[str, ...]:
    """The words of a text in the form that is matched."""
    text = _THOUSANDS.sub("", clean(text).lower())
    text = _REPEATED.sub(r"\1", _LAUGHTER.sub(" ", text))
    return tuple(_WORD.findall(hangul.digits(text)))
