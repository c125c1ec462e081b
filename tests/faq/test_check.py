"""Checks over all entries."""

from dataclasses import replace
from datetime import date

import pytest

from faq.check import CHECK_CODES, check
from faq.facts import Dossier, Facts, Unsure
from faq.laws import Laws
from faq.schema import Entry
from tests.faq.samples import ENTRIES, matcher

TODAY = date(2026, 11, 25)
LAWS = Laws(names=("협동조합 기본법",), known={"협동조합기본법": "협동조합 기본법"})
DOSSIER = Dossier(topics=frozenset(), known=frozenset({"F-1", "F-9"}), unsure={"F-9": Unsure(what="온라인 총회")})
FACTS = Facts(dossiers=(DOSSIER,), hedges=("확실하지않",))
GOOD = tuple(
    replace(
        entry,
        asks=(*entry.asks, *(f"{entry.title} {number}번째 물음" for number in range(6 - len(entry.asks)))),
        law=("협동조합 기본법 제15조",),
        as_of=date(2026, 11, 1),
        review_by=date(2027, 5, 1),
        tests=(f"{entry.title} 하나", f"{entry.title} 둘", f"{entry.title} 셋"),
    )
    for entry in ENTRIES
)


def found(entries: tuple[Entry, ...], *, tested: bool = False) -> set[tuple[str, str]]:
    problems: set[tuple[str, str]] = set()

    def report(loc: tuple[str | int, ...], code: str, /, **details: str) -> None:
        problems.add((entries[int(loc[0])].id, code))

    check(entries, today=TODAY, report=report, laws=LAWS, facts=FACTS, flows=("find-type",), matcher=matcher() if tested else None)
    assert {code for _, code in problems} <= CHECK_CODES
    return problems


def test_good_entries_have_no_findings() -> None:
    assert found(GOOD) == set()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"answer": "가" * 701}, "answer_too_long"),
        ({"asks": ("하나뿐",)}, "few_asks"),
        ({"tests": ()}, "few_tests"),
        ({"review_by": date(2026, 11, 24)}, "review_expired"),
        ({"review_by": date(2026, 10, 1)}, "dates_reversed"),
        ({"as_of": date(2026, 12, 1)}, "checked_in_future"),
        ({"next": ("gone",)}, "unknown_next"),
        ({"next": ("flow:gone",)}, "unknown_next"),
        ({"next": ("members-min",)}, "next_is_itself"),
        ({"law": ()}, "law_missing"),
        ({"law": ("없는 법 제1조",)}, "unknown_law"),
        ({"law": ("협동조합 기본법 15조",)}, "bad_article"),
        ({"facts": ("F-2",)}, "unknown_fact"),
        ({"facts": ("F-9",)}, "unsure_fact"),
    ],
)
def test_a_mistake_is_found(change: dict[str, object], code: str) -> None:
    assert ("members-min", code) in found((replace(GOOD[0], **change), *GOOD[1:]))  # type: ignore[arg-type]


def test_doubles_are_found() -> None:
    assert ("members-min", "doubled_id") in found((*GOOD, GOOD[0]))
    assert ("procedure", "doubled_phrasing") in found((GOOD[0], replace(GOOD[1], title=GOOD[0].title), *GOOD[2:]))
    assert ("members-min", "test_is_phrasing") in found((replace(GOOD[0], tests=(GOOD[0].title, "둘", "셋")), *GOOD[1:]))


def test_tests_and_near_phrasings_are_found_with_a_matcher() -> None:
    wrong = replace(GOOD[0], tests=("조합원 제명 절차는요", *GOOD[0].tests[1:]))
    assert ("members-min", "test_finds_other") in found((wrong, *GOOD[1:]), tested=True)
    nothing = replace(GOOD[0], tests=("뷁 쀍 휅", *GOOD[0].tests[1:]))
    assert {code for entry, code in found((nothing, *GOOD[1:]), tested=True) if entry == "members-min"} & {
        "test_finds_nothing",
        "test_finds_other",
    }
    near = replace(GOOD[1], asks=(*GOOD[1].asks[:5], "협동조합은 몇 명부터 만들 수 있나요네"))
    assert found((GOOD[0], near, *GOOD[2:]), tested=True) & {("members-min", "near_phrasing"), ("procedure", "near_phrasing")}
