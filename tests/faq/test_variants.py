"""Phrasings that stand beside the entries."""

from faq.policy import build_matcher
from faq.schema import Entry, Loc
from faq.variants import parse_variants, with_variants

ENTRIES = (
    Entry(id="expel", topic="formation", title="조합원을 제명하려면요?"),
    Entry(id="leave", topic="formation", title="조합에서 탈퇴하려면요?"),
)


def test_the_matcher_learns_them() -> None:
    further = {"expel": ("말썽꾼을 쫓아내고 싶어요",), "gone": ("아무 말",)}
    matcher = build_matcher(with_variants(ENTRIES, further))
    assert matcher.match("말썽꾼을 쫓아내고 싶어요").entry == "expel"


def test_entries_without_any_stay_as_they_are() -> None:
    assert with_variants(ENTRIES, {}) == ENTRIES


def test_a_file_with_mistakes_is_told_and_gives_none() -> None:
    told: list[tuple[Loc, str]] = []

    def report(loc: Loc, code: str, /, **details: str) -> None:
        told.append((loc, code))

    assert parse_variants({"phrasings": {"expel": "쫓아내기"}}, report) == {}
    assert parse_variants({"phrasings": {"Bad Id": ["쫓아내기"]}}, report) == {}
    assert parse_variants({"phrasings": {"expel": ["하나", "둘"]}}, report) == {"expel": ("하나", "둘")}
    assert [code for _, code in told] == ["not_a_list", "bad_id"]
