"""Foreign JSON is read by name and type."""

import pytest

from bot.channels.fields import object_in, text_in


@pytest.mark.parametrize("value", [None, 1, "text", ["a"], True])
def test_what_is_no_object_is_none(value: object) -> None:
    assert object_in({"a": value}, "a") is None
    assert object_in({}, "a") is None


@pytest.mark.parametrize("value", [None, 1, {"a": 1}, ["a"], True])
def test_what_is_no_text_is_empty(value: object) -> None:
    assert text_in({"a": value}, "a") == ""
    assert text_in({}, "a") == ""


def test_what_is_there_is_found() -> None:
    assert object_in({"a": {"b": 1}}, "a") == {"b": 1}
    assert text_in({"a": "네"}, "a") == "네"
