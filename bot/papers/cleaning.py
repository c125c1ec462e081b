"""Makes what a person typed safe to stand in a paper: nothing of it can be read as template, markup or control sign. Pure."""

import unicodedata

from desk.privacy import mask_resident_numbers

#: Longest text of one answer in a paper.
MAX_FIELD = 1000
#: Braces are what template languages are made of; no paper needs them.
_BRACES = str.maketrans({"{": "(", "}": ")"})
#: Control, format, surrogate, private and unassigned signs; XML refuses some of them and others turn text around.
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")


def clean(text: str, limit: int = MAX_FIELD) -> str:
    """One line of visible text in composed form, at most `limit` letters; resident numbers are hidden once more."""
    spaced = "".join(" " if sign.isspace() else sign for sign in text[: 4 * limit])
    seen = "".join(sign for sign in spaced if unicodedata.category(sign) not in _UNSEEN)
    composed = unicodedata.normalize("NFC", seen).translate(_BRACES)
    return " ".join(mask_resident_numbers(composed).split())[:limit].strip()
