"""Telephone numbers, e-mail addresses, business numbers and postal addresses as people write them."""

import re

from flows.language import ADDRESS_ENDINGS, POLITE_ENDINGS, ROAD, clean

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}")
_SEOUL, _MOBILE, _AREA = (
    re.compile(r"02\d{7,8}"),
    re.compile(r"010\d{8}|01[16789]\d{7,8}"),
    re.compile(r"0(?:3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|50\d)\d{7,8}"),
)
#: What people hang behind a number.
_POLITE = re.compile("(?:" + "|".join(re.escape(ending.replace(" ", "")) for ending in POLITE_ENDINGS) + ")$")
_NATIONWIDE = re.compile(r"1[568]\d{6}")
_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)


def read_phone(text: str) -> str | None:
    """A Korean telephone number with hyphens, or None."""
    digits = _POLITE.sub("", re.sub(r"[\s().\-–—·/]", "", clean(text)))
    digits = re.sub(r"^(?:\+?82)0?", "0", digits)
    if not digits.isdigit():
        return None
    if _NATIONWIDE.fullmatch(digits):
        return f"{digits[:4]}-{digits[4:]}"
    if _SEOUL.fullmatch(digits):
        return f"02-{digits[2:-4]}-{digits[-4:]}"
    if _MOBILE.fullmatch(digits) or _AREA.fullmatch(digits):
        area = 4 if digits.startswith("050") else 3
        return f"{digits[:area]}-{digits[area:-4]}-{digits[-4:]}"
    return None


def read_email(text: str) -> str | None:
    """An e-mail address, or None."""
    said = _POLITE.sub("", clean(text).removeprefix("mailto:").rstrip(" .")).rstrip()
    return said if _EMAIL.fullmatch(said) and len(said) <= 254 and ".." not in said else None


def read_business_number(text: str) -> str | None:
    """A business registration number with hyphens whose check digit is right, or None."""
    digits = re.sub(r"[\s\-–—.]", "", clean(text))
    if not re.fullmatch(r"[0-9]{10}", digits) or digits == "0" * 10:
        return None
    numbers = [int(digit) for digit in digits]
    total = sum(number * weight for number, weight in zip(numbers, _WEIGHTS, strict=False)) + numbers[8] * 5 // 10
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}" if (10 - total % 10) % 10 == numbers[9] else None


def read_address(text: str) -> str | None:
    """A postal address: a city, county, road or the like must be named, or None."""
    said = clean(text)
    words = [word.rstrip(",.") for word in re.sub(r"[()]", " ", said).split()]
    places = [word for word in words if len(word) > 1 and word.endswith(ADDRESS_ENDINGS) and not word[0].isdigit()]
    roads = [word for word in words if ROAD.fullmatch(word)]
    return said if len(said) >= 5 and len(words) >= 2 and (places or roads) else None
