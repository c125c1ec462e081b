"""Messages are taken apart by grammar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.pieces import MOST, take_apart


def texts(message: str) -> list[str]:
    return [piece.text for piece in take_apart(message)]


@pytest.mark.parametrize(
    ("message", "pieces"),
    [
        ("정관은 뭐예요? 등기는 어디서 해요?", ["정관은 뭐예요", "등기는 어디서 해요"]),
        ("공시 언제까지 올려요\n안 올리면 과태료 나와요", ["공시 언제까지 올려요", "안 올리면 과태료 나와요"]),
        ("임기는 몇 년이에요 그리고 연임은요", ["임기는 몇 년이에요", "연임은요"]),
        ("신고는 언제고 환급은 언제 들어와요", ["신고는 언제고", "환급은 언제 들어와요"]),
        ("정관에 뭐가 들어가는지랑 누가 쓰는지 알려주세요", ["정관에 뭐가 들어가는지랑", "누가 쓰는지 알려주세요"]),
        ("방법 알려주시고 며칠 안에 해야 하는지도요", ["방법 알려주시고", "며칠 안에 해야 하는지도요"]),
        ("최저임금이랑 주휴수당 알려줘", ["최저임금 알려줘", "주휴수당 알려줘"]),
        ("법인세, 부가세 언제 신고해요?", ["법인세 언제 신고해요", "부가세 언제 신고해요"]),
        ("직원이 셋이에요. 연차 줘야 하나요? 수당은 얼마예요?", ["직원이 셋이에요 연차 줘야 하나요", "수당은 얼마예요"]),
    ],
)
def test_each_question_becomes_a_piece(message: str, pieces: list[str]) -> None:
    assert texts(message) == pieces


@pytest.mark.parametrize(
    "message",
    [
        "설립 절차 알려줘",
        "직원이 세 명이에요. 연차 줘야 하나요?",
        "농사짓는 다섯 명이에요. 영농조합이랑 협동조합 중 뭐가 나아요?",
        "마을기업이랑 협동조합이랑 뭐가 달라요",
        "등기하고 나서 뭐 해요",
        "조합을 만들고 싶은데 뭐부터 하나요",
        "설립신고 어디에 하나요",
        "협동조합은 영리예요 비영리예요",
        "공증을 받아야 하나요 아니면 안 받아도 되나요",
        "필요 서류가 뭐예요",
        "별지 몇 호를 쓰나요",
        "이사회를 둬야 하는지 알려주세요",
        "제가 낼 수 있는지 궁금해요",
        "a? b? c? d? e?",
        "",
        "???",
    ],
)
def test_one_question_stays_whole(message: str) -> None:
    assert texts(message) == []


def test_a_thing_of_a_list_is_told_from_a_sentence_that_asks() -> None:
    assert [piece.asks for piece in take_apart("법인세 세율이랑 신고 기한 알려주세요")] == [False, False]
    assert [piece.asks for piece in take_apart("세율은 얼마예요? 신고는 언제 하나요?")] == [True, True]


@given(st.text(alphabet="협동조합은 몇 명이고 정관이랑 등기는 어디서 하나요?요.,\n지고", max_size=80))
def test_anything_is_one_question_or_a_few(message: str) -> None:
    pieces = take_apart(message)
    assert not pieces or 1 < len(pieces) <= MOST
    assert all(piece.text.strip() for piece in pieces)
