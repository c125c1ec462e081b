"""The list of laws, and what a basis may look like."""

import pytest

from faq.laws import LAW_CODES, Laws, parse_laws
from faq.schema import Tree

TREE: Tree = {
    "laws": [
        {"name": "협동조합 기본법", "decrees": ["시행령", "시행규칙"], "short": ["협기법"]},
        {"name": "근로기준법", "decrees": ["시행령"], "short": ["근기법"]},
        {"name": "민법"},
    ],
    "others": ["판결", "공고"],
}


def parsed(tree: Tree) -> tuple[Laws, list[tuple[tuple[str | int, ...], str]]]:
    found: list[tuple[tuple[str | int, ...], str]] = []
    return parse_laws(tree, lambda loc, code, /, **details: found.append((loc, code))), found


LAWS, _ = parsed(TREE)


@pytest.mark.parametrize(
    "basis",
    [
        "협동조합 기본법",
        "협동조합 기본법 제15조",
        "협동조합 기본법 제15조의2 제1항",
        "협동조합 기본법 제15조제1항제2호의3",
        "협동조합 기본법 제50조제1항·제97조제1항",
        "협동조합 기본법 제7조 제1항~제3항",
        "협동조합 기본법 제15조제1항 단서",
        "협동조합 기본법 시행규칙 별지 제8호의2서식",
        "근로기준법 시행령 별표 1",
        "협동조합 기본법 제15조, 시행령 제7조, 민법 제32조",
        "협동조합 기본법 시행령 제6조, 시행규칙 제5조",
        "협동조합 기본법 제15조, 부칙(제21226호) 제2조",
        "법률 제21226호 부칙 제2조",
        "대법원 2021.10.14. 선고 2021다227100 판결",
        "2026년 소상공인 협업활성화 사업 공고(중소벤처기업부)",
    ],
)
def test_a_basis_that_can_be_read(basis: str) -> None:
    assert list(LAWS.faults(basis)) == []


@pytest.mark.parametrize(
    ("basis", "code", "told"),
    [
        ("없는 법 제1조", "unknown_law", "없는 법 제1조"),
        ("제15조", "unknown_law", "제15조"),
        ("민법 제1조, 시행령 제2조", "unknown_law", "시행령 제2조"),
        ("협동조합 기본법 제15조, 상법 제3조", "unknown_law", "상법 제3조"),
        ("2026년의 소문", "unknown_law", "2026년의 소문"),
        ("없는 법 제1조 판결", "unknown_law", "없는 법 제1조 판결"),
        ("협동조합기본법 제15조", "short_law", "협동조합 기본법"),
        ("근기법 시행령 제2조", "short_law", "근로기준법 시행령"),
        ("민법 제1조, 근기법 제2조", "short_law", "근로기준법"),
        ("협동조합 기본법제15조", "bad_article", "협동조합 기본법제15조"),
        ("협동조합 기본법 15조", "bad_article", "15조"),
        ("협동조합 기본법 제 15조", "bad_article", "제 15조"),
        ("협동조합 기본법 §15", "bad_article", "§15"),
        ("협동조합 기본법 제15조의", "bad_article", "제15조의"),
        ("협동조합 기본법 별지 제1호 서식", "bad_article", "별지 제1호 서식"),
        ("협동조합 기본법 제15조, 16조", "bad_article", "16조"),
        ("민법 시행령 제1조", "bad_article", "시행령 제1조"),
    ],
)
def test_a_basis_with_a_fault(basis: str, code: str, told: str) -> None:
    found = list(LAWS.faults(basis))
    assert [one for one, _ in found] == [code]
    assert told in found[0][1].values()
    assert code in LAW_CODES


@pytest.mark.parametrize(
    ("tree", "problem"),
    [
        ({"laws": []}, (("laws",), "list_too_short")),
        ({"laws": [{"nam": "민법"}]}, (("laws", 0, "nam"), "unknown_key")),
        ({"laws": [{"name": "민법", "decrees": ["규칙"]}]}, (("laws", 0, "decrees", 0), "unknown_value")),
        ({"laws": [{"name": "민법"}, {"name": "상법", "short": ["민법"]}]}, (("laws", 1, "short", 0), "doubled_word")),
    ],
)
def test_what_is_wrong_with_the_list_is_told(tree: Tree, problem: tuple[tuple[str | int, ...], str]) -> None:
    assert problem in parsed(tree)[1]


def test_a_broken_list_gives_none() -> None:
    assert parsed({"laws": "민법"})[0] == Laws()
