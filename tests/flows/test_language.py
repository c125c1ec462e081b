import pytest

from flows.language import COMMANDS, clean, command, is_left_out, squeezed


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


@pytest.mark.parametrize(
    "said",
    [
        "없는데요",
        "없대요",
        "아뇨 없어요",
        "이월된건 없어요",
        "이월된 건 따로 없어요",
        "식대 없어요",
        "안 줬어요",
        "상여는 안줬어요",
        "안 쌓아요",
        "안 쌓을 거예요",
        "안 쌓을 거에요",
        "아직 안 정했어요",
        "그건 아직 안 정했는데",
        "아직 몰라요",
        "인가는 아직이요",
        "나중에",
        "나중에 정할게요",
        "빈칸으로",
        "조합 이름은 아직 못 정했어요",
        "저도 잘 모르는데요",
        "이름은 아직이요",
        "한 명도 없어요",
        "안 줬는데요?",
        "없는데요?",
        "없어요?",
        "잘 모르겠는데요?",
        "뭔지 모르겠어요",
    ],
)
def test_who_has_nothing_to_say_leaves_the_question_out(said: str) -> None:
    assert is_left_out(said)


@pytest.mark.parametrize(
    "said",
    [
        "같은 날이요",
        "5월엔 안 줬어요",
        "작년엔 안 줬어요",
        "3명 없어요",
        "100만원은 아직 못 받았어요",
        "쓰레기 없는 동네",
        "아직도 빵집",
        "마을에 빵집이 없어요",
        "아직 일자리를 못 구한 청년을 돕습니다",
        "관광을 안내해요",
        "동네가 안전해요",
        "일회용품을 안 써요",
        "그럼 못받나요?",
        "그럼 못 받나요",
        "못 받아요?",
        "안 주면 안 될까요",
        "안 줘도 되는 건가요",
        "그럼 얼마나 받아요",
        "없나요?",
    ],
)
def test_a_number_a_day_or_a_purpose_is_something_said(said: str) -> None:
    assert not is_left_out(said)


def test_a_common_misspelling_is_the_same() -> None:
    assert squeezed("총회를 열 거에요") == squeezed("총회를 열 거예요")
