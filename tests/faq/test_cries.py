"""Who is hurt is heard however it is worded, and who asks about a rule gets an answer."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.cries import cry
from faq.text import words


def heard(text: str) -> str:
    return cry("".join(words(text)))


@pytest.mark.parametrize(
    "text",
    [
        "사장이 때렸어요",
        "사장님이 저를 때렸어요 어떡해요",
        "이사장이 회의에서 제 뺨을 때렸습니다",
        "맞았어요 직장에서",
        "직장에서 맞았어요",
        "팀장한테 맞았어요 ㅠㅠ",
        "폭행당했어요",
        "어제 회사에서 폭행을 당했습니다",
        "때렸어요 사장이",
        "사장한테 맞았는데 산재 되나요",
        "동료가 또 때렸는데 어떻게 해야 하나요",
        "사장님이 저 때림",
        "사장님 나 때려요",
        "사장 나 때려요 매일",
        "사장이 발로 찼어요",
        "사장이 머리를 쳤어요",
        "사장이 밥그릇을 던졌어요",
        "맞고 살아요 회사에서",
        "사장이 욕하고 멱살잡았어요",
        "사장님 화나면 때려요",
        "사장님 나 만졌어요",
        "사장 나한테 소리 질러요 매일 울어요",
        "사장이 월급안주면서 협박해요",
        "사장이 소리지르고 밀쳤어요",
        "제가 직원을 밀쳤는데 어떡하죠",
    ],
)
def test_violence(text: str) -> None:
    assert heard(text) == "violence"


@pytest.mark.parametrize(
    "text",
    [
        "나 무서워요 집 못가요",
        "사장님 내 여권 가져갔어요",
        "외국인등록증 뺏어갔어요",
        "회사에서 신분증을 안 돌려줘요",
        "출근하기 무서워요",
        "사장이 무서워요",
        "사장 얼굴보면 심장이 뛰어요",
        "사장이 밖에 못 나가게 해요",
        "사장이 저를 때릴까 봐 무서워요",
        "사장이 때릴 것 같아요",
    ],
)
def test_fear(text: str) -> None:
    assert heard(text) == "fear"


@pytest.mark.parametrize("text", ["손가락 잘렸어요", "칼에 손 베었어요", "뜨거운 기름에 데였어요", "기계에 손이 끼었어요 살려 주세요"])
def test_injury(text: str) -> None:
    assert heard(text) == "injury"


@pytest.mark.parametrize(
    "text",
    [
        "잠이 안와요",
        "걱정돼서 잠이 안 와요",
        "밤에 잠을 못 자요",
        "ㅠㅠㅠ 힘들어요 빚때문에",
        "빚 때문에 죽겠어요",
        "대출 이자 때문에 너무 힘들어요",
        "너무 힘들어서 다 포기하고 싶어요",
        "그냥 힘들어서요",
        "사는 게 너무 힘들어요",
        "이제 다 포기하고 싶다",
    ],
)
def test_low_spirits(text: str) -> None:
    assert heard(text) == "low_spirits"


@pytest.mark.parametrize(
    "text",
    [
        # the same words, another matter
        "힘들게 만든 협동조합",
        "조합원이 힘들어해요",
        "망치로 때려서 고쳐요",
        "이사장이 때려치웠어요",
        "제 말이 맞았어요",
        "계산이 맞았어요",
        "예방주사 맞았어요",
        "우리한테 맞는 유형이 뭐예요",
        "조합원 자격을 포기하고 싶어요",
        "이사를 그만두고 싶어요",
        "인증을 포기하고 싶어요",
        "총회 참석이 힘들어요",
        "잠금이 안 돼요",
        "잠이 안 오는 손님에게 베개를 팔아요",
        "대표가 박수를 쳤어요",
        "이사장이 질문을 던졌어요",
        "이사장이 사표를 던졌어요",
        "사장이 공을 찼어요",
        "대표가 서류를 만졌어요",
        "이사장이 직원을 때렸어요",
        "세금이 무서워요",
        "감사가 무서워요",
        "조합원이 떠날까 봐 무서워요",
        "대표가 북을 쳤어요",
        "출근을 못 했어요",
        "신분증을 가져가야 하나요",
        "인감을 가져갔어요",
        "여권 만료됐어요",
        "사장님 만나면 심장이 뛰어요라는 노래",
        "손이 많이 가요",
        "예산이 잘렸어요",
        "종이에 손을 대요",
        "기름값이 올랐어요",
        # a question on the rule
        "사장이 직원을 때리면 처벌받나요",
        "직원을 밀쳤는데 징계하나요",
        "손가락이 베였는데 산재 되나요",
        "직원이 손님을 때렸을 때 해고할 수 있나요",
        "직원이 때렸는데 해고할 수 있나요",
        "직원이 손님한테 맞았는데 산재 되나요",
        "폭행당했을 때 산재가 되나요",
        "빚 때문에 조합이 파산하면 어떻게 되나요",
        "대출 이자 때문에 힘든 조합이 받을 지원이 있나요",
        "",
    ],
)
def test_what_is_no_cry(text: str) -> None:
    assert heard(text) == ""


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert re.fullmatch(r"violence|low_spirits|fear|injury|", heard(text))


def test_no_text_of_the_content_is_a_cry() -> None:
    texts = [
        match.group(1).strip("\"'")
        for path in (Path(__file__).parents[2] / "faq" / "content").glob("*/*.yaml")
        for match in re.finditer(r"^ +(?:title:|-) (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert len(texts) > 7000
    assert [text for text in texts if heard(text)] == []
