"""Cries of somebody who is hurt and writes in English, Vietnamese, or a mixture with Korean. Pure.

What everybody who writes in another language is told names the emergency numbers as well: a list of words never holds all of them.
"""

import re
import unicodedata

from faq.cries import EMERGENCY, FEAR, VIOLENCE

#: A cry is short; what is longer tells more than that.
_LONGEST = 200

_HARMS = (
    r"(?:hits?|hitting|hitted|beats?|beating|beaten|slap(?:s|ped)?|punch(?:es|ed|ing)?|kick(?:s|ed|ing)?|chok(?:es?|ed|ing)|push(?:es|ed|ing)?"
    r"|attack(?:s|ed|ing)?|assault(?:s|ed)?|rap(?:es?|ed)|abus(?:es?|ed|ing)|threaten(?:s|ed|ing)?|harass(?:es|ed|ing)?|touch(?:es|ed)|hurts?)"
)
_VIOLENT = re.compile(rf"\b{_HARMS} (?:me|us|my (?:face|head|body|arm|back))\b|\bdanh (?:dap )?(?:toi|em|minh)\b|\bdanh dap\b")
_DEADLY = re.compile(
    r"\b(?:want|wanna|going|like) (?:to )?(?:die|be dead)\b|\bkill(?:ing)? my ?self\b|\bsuicid(?:e|al)\b|\bend my life\b"
    r"|\b(?:toi|em) muon chet\b|\bmuon tu tu\b"
)
_AFRAID = re.compile(
    r"\b(?:i am|i m|im|i feel)(?: so| very| really| too)* "
    r"(?:(?:scared|terrified|frightened|in danger|not safe)(?! of (?!my|him|her|them|the boss|boss|dying))|afraid(?! (?:that|i|we|so)\b))"
    r"|\b(?:took|take|takes|keeps?|has|stole) my passport\b|\block(?:s|ed) me\b|\bso qua\b|\bcuu toi\b"
)


def cry_abroad(text: str) -> str:
    """The manner of a cry; empty for every other text."""
    if len(text) > _LONGEST:
        return ""
    bare = unicodedata.normalize("NFD", text.casefold().replace("\u0111", "d"))
    plain = " ".join(re.sub(r"[^a-z]+", " ", "".join(sign for sign in bare if not unicodedata.combining(sign))).split())
    found = ((VIOLENCE, _VIOLENT), (EMERGENCY, _DEADLY), (FEAR, _AFRAID))
    return next((manner for manner, pattern in found if pattern.search(plain)), "")
