"""What of an answer is said again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.quoting import MOST, quoted
from faq.thesaurus import Lexicon

ANSWER = """네, 의사록은 공증인의 인증을 받아야 해요.

· 자본금 10억원 미만 회사의 면제는 적용되지 않아요.
· 사회적협동조합은 빠질 수 있지만, 그렇지 않으면 준비하세요. 인증 수수료는 30,000원이에요.
· 총회가 끝나고 14일 안에 받으세요. 게을리하면 100만원 이하 과태료가 나올 수 있어요.
· 신청은 관할 등기소에 해요. 자세한 것은 구청에 문의하세요.
"""
TERMS = Lexicon({"사협": ("사회적협동조합",), "사회적협동조합": ("사회적협동조합",), "카톡": ("통지",), "문자": ("통지",)}).terms


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("얼마예요?", ["인증 수수료는 30,000원이에요."]),
        ("그럼 비용은 얼마나 드나요", ["인증 수수료는 30,000원이에요."]),
        ("언제까지요??", ["총회가 끝나고 14일 안에 받으세요."]),
        ("안 받으면요?", ["게을리하면 100만원 이하 과태료가 나올 수 있어요."]),
        ("늦으면 어떻게 돼요", ["게을리하면 100만원 이하 과태료가 나올 수 있어요."]),
        ("늦으면 얼마예요", ["게을리하면 100만원 이하 과태료가 나올 수 있어요."]),
        ("언제까지 받아야 돼요?", ["총회가 끝나고 14일 안에 받으세요."]),
        ("어디서 해요?", ["신청은 관할 등기소에 해요."]),
        ("공증 비용은 얼마예요", []),
        ("수수료는 얼마예요", ["인증 수수료는 30,000원이에요."]),
        ("면제는요?", ["자본금 10억원 미만 회사의 면제는 적용되지 않아요."]),
        ("사협도요?", ["사회적협동조합은 빠질 수 있지만, 그렇지 않으면 준비하세요."]),
    ],
)
def test_the_sentence_is_said_again_that_is_asked_for(asked: str, said: list[str]) -> None:
    assert list(quoted(ANSWER, asked, TERMS)) == said


@pytest.mark.parametrize(
    "asked",
    ["주휴수당은 얼마예요?", "누가 해요?", "고마워요", "이사도요?", "퇴직금 안 주면요?", "수수료는 어디에 언제까지 내야 하나요", ""],
)
def test_what_names_a_matter_of_its_own_is_no_such_follow_up(asked: str) -> None:
    assert not quoted(ANSWER, asked, TERMS)


def test_a_yes_to_the_question_of_the_title_is_no_yes_to_another() -> None:
    assert quoted(ANSWER, "의사록은요?", TERMS) == ()


def test_what_holds_for_a_federation_is_not_said_of_a_cooperative() -> None:
    answer = "한 사람은 30%까지예요.\n· 사회적협동조합연합회의 회원은 40%까지예요."
    assert not quoted(answer, "사협도요?", TERMS)
    assert quoted(answer, "연합회는요?", TERMS) == ("사회적협동조합연합회의 회원은 40%까지예요.",)


@given(st.text(alphabet="얼마언제까지요안하면어디서?! 사협도", max_size=20))
def test_only_sentences_of_the_answer_are_said(asked: str) -> None:
    found = quoted(ANSWER, asked, TERMS)
    assert len(found) <= MOST
    assert all(line in ANSWER for line in found)
