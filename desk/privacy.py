"""Personal numbers: resident numbers are masked in every spelling before the first write, contacts where only the question matters.

Processing 주민등록번호 needs a law (개인정보 보호법 제24조의2); consent does not help. Numbers given since October 2020 have no
check digit, so the shape alone decides: six digits of a possible birth date, then a digit 1-8, then six more, with any separator of at most
three signs.
"""

import re
import unicodedata

_INVISIBLE = r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]*"
_DASH = r"[-\u2010-\u2015\u2212\uff0d~._/·]?"
_GAP = _INVISIBLE + _DASH + _INVISIBLE
_DIGIT = r"\d" + _INVISIBLE
_RESIDENT = re.compile(
    rf"(?<!\d){_DIGIT}{_DIGIT}[0-1０-１]{_INVISIBLE}{_DIGIT}[0-3０-３]{_INVISIBLE}\d{_GAP}[1-8１-８]{_INVISIBLE}{_DIGIT * 5}\d(?!\d)"
)
_PHONE = re.compile(r"(?<!\d)0\d{1,2}[-. )]{0,2}\d{3,4}[-. ]?\d{4}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
MASK = "******-*******"


def _is_birth_date(digits: str) -> bool:
    month, day = int(digits[2:4]), int(digits[4:6])
    return 1 <= month <= 12 and 1 <= day <= 31


def _mask(match: re.Match[str]) -> str:
    digits = "".join(str(unicodedata.digit(sign)) for sign in match.group() if sign.isdigit())
    return MASK if _is_birth_date(digits) else match.group()


def mask_resident_numbers(text: str) -> str:
    """The text with every resident or foreigner registration number replaced by `MASK`."""
    return _RESIDENT.sub(_mask, text)


def holds_resident_number(text: str) -> bool:
    """Whether `mask_resident_numbers` has changed or would change something."""
    return MASK in mask_resident_numbers(text)


def mask_contacts(text: str) -> str:
    """The text without resident numbers, phone numbers and e-mail addresses: for questions that staff learn from, and for logs."""
    return _EMAIL.sub("[email]", _PHONE.sub("[phone]", mask_resident_numbers(text)))
