"""Staff's YAML as plain text with places; nothing in it can run or surprise."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content_files import MAX_BYTES, MAX_DEPTH, Position, parse, read_file, read_folder


@pytest.mark.parametrize(
    ("raw", "code", "line", "column"),
    [
        pytest.param(b"a: 1\na: 2\n", "doubled_key", 2, 1, id="doubled key"),
        pytest.param(b"a: &x 1\nb: *x\n", "alias", 1, 4, id="anchor"),
        pytest.param(b"a: !!python/object:os.system x\n", "tag", 1, 4, id="python object"),
        pytest.param(b"a: !own x\n", "tag", 1, 4, id="own tag"),
        pytest.param(b"a: 1\n---\nb: 2\n", "not_one_document", 1, 1, id="two documents"),
        pytest.param(b"", "not_one_document", 1, 1, id="empty"),
        pytest.param(b"a: [1\nb: 2\n", "syntax", 2, 2, id="open bracket"),
        pytest.param(b"a: 1\n\tb: 2\n", "syntax", 2, 1, id="tab"),
        pytest.param(b"a: 1\nb: \xff\n", "not_utf8", 2, 1, id="no text"),
        pytest.param(b"[a]: 1\n", "key_not_text", 1, 1, id="list as a key"),
        pytest.param(b"a: " + b"x" * MAX_BYTES, "too_large", 1, 1, id="too large"),
        pytest.param(b"[" * (MAX_DEPTH + 3) + b"]" * (MAX_DEPTH + 3), "too_deep", 1, MAX_DEPTH + 2, id="too deep"),
    ],
)
def test_what_is_refused_and_where(raw: bytes, code: str, line: int, column: int) -> None:
    problem = parse(raw, "x.yaml").problems[0]
    assert (problem.code, problem.position) == (code, Position(line=line, column=column))


def test_values_stay_text() -> None:
    tree = parse(b"time: 12:30\nanswer: no\nday: 2026-01-02\nnothing: null\nlist: [1, 0x10, on]\n", "x.yaml").tree
    assert tree == {"time": "12:30", "answer": "no", "day": "2026-01-02", "nothing": "null", "list": ["1", "0x10", "on"]}


def test_every_value_knows_its_place() -> None:
    file = parse("머리: 1\n목록:\n  - 이름: 가\n".encode(), "x.yaml")
    assert file.position(("목록", 0, "이름")) == Position(line=3, column=5)
    assert file.position(("목록", 0, "gone")) == Position(line=3, column=5)
    assert file.position(("gone",)) == Position(line=1, column=1)


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    assert read_file(tmp_path / "gone.yaml", "gone.yaml").problems[0].code == "unreadable"


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.yaml", "a/c.yaml", "a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x: 1\n")
    assert [file.name for file in read_folder(tmp_path)] == ["a/c.yaml", "b.yaml"]


@given(st.binary(max_size=200))
def test_no_bytes_can_break_the_reading(raw: bytes) -> None:
    file = parse(raw, "x.yaml")
    assert file.tree is not None or file.problems


@given(st.dictionaries(st.text("가나다abc", min_size=1, max_size=5), st.text("가나다abc ", max_size=9), max_size=6))
def test_what_is_written_is_read(tree: dict[str, str]) -> None:
    text = "{" + ", ".join(f'"{name}": "{value}"' for name, value in tree.items()) + "}"
    assert parse(text.encode(), "x.yaml").tree == tree
