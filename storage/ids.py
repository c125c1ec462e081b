"""Ids that sort by the time they were made, so that the order of arrival is the order of the key."""

import secrets
import threading
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_COUNTER_BITS = 16
_RANDOM_BITS = 65
_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """26 letters of lower-case text, larger than every id this process has made before, random enough to meet no other's."""
    global _last  # noqa: PLW0603 - one counter for the process keeps ids in order within a millisecond
    with _lock:
        _last = max(_last + 1, time.time_ns() // 1_000_000 << _COUNTER_BITS)
        ticks = _last
    return _text(ticks << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS))


def _text(number: int) -> str:
    letters = []
    for _ in range(26):
        letters.append(_ALPHABET[number & 31])
        number >>= 5
    return "".join(reversed(letters))
