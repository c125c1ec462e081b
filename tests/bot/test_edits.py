"""Edits of staff's files: the change is made, and every other byte stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content_files import parse
from bot.edits import CannotEdit, new_file, outside_with, with_ask, with_entry

FILE = """# 머리말
topic: formation
entries:
  - id: one          # 첫 답
    asks:
      - 몇 명이 필요해요   # 자주 묻는 말
      - "셋이서도: 되나요"
    answer: |
      5명이에요.

  - id: two
    asks: [한 줄로]
"""


def asks(raw: bytes, place: int) -> object:
    tree = parse(raw, "f").tree
    assert isinstance(tree, dict)
    entries = tree["entries"]
    assert isinstance(entries, list)
    return entries[place]["asks"]  # type: ignore[call-overload, index]  # the shape is the file above


@pytest.mark.parametrize("text", [FILE, FILE.replace("\n", "\r\n"), "\ufeff" + FILE])
def test_a_phrasing_is_added_and_nothing_else_changes(text: str) -> None:
    raw = text.encode()
    changed = with_ask(raw, "one", "최소 인원이 어떻게 되죠?")
    assert asks(changed, 0) == ["몇 명이 필요해요", "셋이서도: 되나요", "최소 인원이 어떻게 되죠?"]
    added = [line for line in changed.splitlines(keepends=True) if line not in raw.splitlines(keepends=True)]
    assert len(added) == 1
    assert changed.replace(added[0], b"") == raw


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text.split() != []))
def test_any_phrase_survives(phrase: str) -> None:
    if any(sign in phrase for sign in "\u0085\u2028\u2029\ufeff\ufffe\uffff"):
        return
    changed = with_ask(FILE.encode(), "one", phrase)
    assert asks(changed, 0) == ["몇 명이 필요해요", "셋이서도: 되나요", " ".join(phrase.split())]


@pytest.mark.parametrize("entry", ["two", "three"])
def test_what_is_laid_out_otherwise_is_left_alone(entry: str) -> None:
    with pytest.raises(CannotEdit):
        with_ask(FILE.encode(), entry, "새 말")


def test_an_entry_is_started_in_a_new_file() -> None:
    changed = with_entry(new_file("tax", "../docs/schema/faq.json"), "  - id: three\n    asks:\n      - 하나\n")
    assert asks(changed, 0) == ["하나"]


def test_a_message_is_put_on_the_list_of_what_is_outside() -> None:
    raw = outside_with(b"out_of_scope:\n  - {kind: far, text: a}", '"따옴표": 와, 쉼표')
    tree = parse(raw, "f").tree
    assert isinstance(tree, dict)
    assert tree["out_of_scope"] == [{"kind": "far", "text": "a"}, {"kind": "near", "text": '"따옴표": 와, 쉼표'}]
