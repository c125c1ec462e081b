"""Passwords of staff: how they are kept and which are too weak to keep."""

import asyncio
from enum import StrEnum
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

#: Enough to make guessing slow, little enough for a small machine with several logins at once.
_HASHER = PasswordHasher(time_cost=3, memory_cost=19 * 1024, parallelism=1)
_SHORTEST = 12
#: What an attacker tries first, without digits and signs around it.
_COMMON = ("password", "passw0rd", "qwertyuiop", "asdfghjkl", "iloveyou", "letmein", "welcome", "cooperative", "hyupdong", "1q2w3e4r")


class Weakness(StrEnum):
    """Why a password is refused."""

    SHORT = "short"
    COMMON = "common"
    LOGIN = "login"
    REPEATED = "repeated"


def weakness(password: str, login: str) -> Weakness | None:
    """What is wrong with a new password, if anything."""
    folded = password.casefold()
    if len(password) < _SHORTEST:
        return Weakness.SHORT
    if len(set(folded)) < 5:
        return Weakness.REPEATED
    if login and login.casefold() in folded:
        return Weakness.LOGIN
    core = folded.strip("0123456789!@#$%^&*()_-+=.,?~ ")
    return Weakness.COMMON if core in _COMMON or not core else None


@cache
def _nobody() -> str:
    """Compared with when there is no such account, so that the answer takes as long; made once it is needed, since it takes a while."""
    return _HASHER.hash("nobody has this password")


def hash_password(password: str) -> str:
    """The form in which a password is stored (argon2id)."""
    return _HASHER.hash(password)


class Verifier:
    """Checks passwords beside the event loop, two at a time: each takes a share of a second and of memory."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(2)

    async def matches(self, stored: str, password: str) -> bool:
        """Whether the password is the stored one; an account without a password matches nothing, after the same time."""
        async with self._turns:
            right = await asyncio.to_thread(_verify, stored, password)
        return right and bool(stored)


def _verify(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored or _nobody(), password.encode("utf-8", "replace"))
    except (VerificationError, InvalidHashError):
        return False
