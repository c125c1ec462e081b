"""Passwords are kept as argon2id and weak ones are refused."""

import pytest

from bot.console.passwords import Verifier, Weakness, hash_password, weakness

GOOD = "맑은 강물이 흐르는 들판 27"


@pytest.mark.parametrize(
    ("password", "found"),
    [
        (GOOD, None),
        ("short", Weakness.SHORT),
        ("aaaaaaaaaaaaaa", Weakness.REPEATED),
        ("my-Kim-password-9", Weakness.LOGIN),
        ("password123456", Weakness.COMMON),
        ("1029384756!!", Weakness.COMMON),
    ],
)
def test_what_is_too_weak(password: str, found: Weakness | None) -> None:
    assert weakness(password, "kim") is found


async def test_only_the_right_password_matches() -> None:
    stored, verifier = hash_password(GOOD), Verifier()
    assert stored.startswith("$argon2id$")
    assert GOOD not in stored
    assert await verifier.matches(stored, GOOD)
    assert not await verifier.matches(stored, f"{GOOD} ")


@pytest.mark.parametrize("stored", ["", "no hash", "$argon2id$broken"])
async def test_an_account_without_a_password_matches_nothing(stored: str) -> None:
    assert not await Verifier().matches(stored, "nobody has this password")
    assert not await Verifier().matches(stored, "\ud800")
