"""Who is hurt is heard however it is worded, and who asks about a rule gets an answer."""

import re

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
    ],
)
def test_violence(text: str) -> None:
    assert heard(text) == "violence"


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
        # a question on the rule
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
    assert re.fullmatch(r"violence|low_spirits|", heard(text))
