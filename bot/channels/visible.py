"""Whether anything can be seen in a text, and names made harmless to show. Pure."""

import unicodedata

#: Letters that Unicode counts as letters and no font shows.
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn", "Me"})


def is_visible(text: str) -> bool:
    """A plain `strip` keeps zero-width signs and filler letters."""
    return any(sign not in _BLANK_LETTERS and unicodedata.category(sign) not in _UNSEEN for sign in text)


def one_line(text: str, limit: int) -> str:
    """The text as one line without signs that turn the direction of what follows."""
    kept = "".join(" " if sign.isspace() else sign for sign in text if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cf"))
    return " ".join(kept.split())[:limit]
