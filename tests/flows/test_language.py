import pytest

from flows.language import COMMANDS, clean, command, squeezed


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("  두레\u200b  반찬\n", "두레 반찬"),
        ("５명", "5명"),
        ("\u1103\u116e\u1105\u1166", "두레"),
        ("\u3164", ""),
        ("①", "1"),
        ("a\x00b", "ab"),
    ],
)
def test_odd_spellings_become_the_usual_one(typed: str, usual: str) -> None:
    assert clean(typed) == usual


@pytest.mark.parametrize(
    ("typed", "found"), [("이전", "back"), (" 건너 뛰기 ", "skip"), ("왜 묻나요?", "why"), ("도움말!", "help"), ("수정", "review")]
)
def test_commands_are_found_however_they_are_spaced(typed: str, found: str) -> None:
    assert command(typed) == found


def test_an_answer_is_no_command() -> None:
    for word in ("다섯 명", "이전에 만들었어요", "왜냐하면", ""):
        assert command(word) == ""


def test_no_word_means_two_commands() -> None:
    words = [squeezed(word) for words in COMMANDS.values() for word in words]
    assert len(words) == len(set(words))
