"""The order of the candidates, and what is seen of the first."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.calibration import DEFAULT
from faq.policy import build_matcher
from faq.rank import MEASURES
from faq.schema import Entry
from faq.text import words
from tests.faq.samples import ENTRIES, matcher

RANKER = matcher().ranker
SAID = ["조합원 제명은 어디서 정해요", "최저임금", "주휴수당계산", "강아지 미용 가격", "뷁", "", "말썽꾼 내보내기"]


def test_every_candidate_is_measured() -> None:
    look = RANKER.look(words("조합원 제명은 어디서 정해요"))
    assert look.measures.shape == (len(look.entries), len(MEASURES))
    assert ENTRIES[look.entries[0]].id == "expel"
    assert list(look.scores) == sorted(look.scores, reverse=True)


def test_a_phrasing_is_exact_whatever_its_blanks() -> None:
    assert RANKER.look(words("주휴수당계산")).exact
    assert not RANKER.look(words("주휴수당 계산법")).exact


def test_a_phrasing_is_found_however_well_others_cover_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry of two phrasings among twenty of a hundred that hold every word of it."""
    monkeypatch.setattr("faq.rank.FIRST_LOOK", (2.0, 0.0, 0.0))
    many = [
        Entry(
            id=f"many-{number}",
            topic="other",
            title=f"무엇 {number}",
            asks=tuple(f"우리 어떤 조합이 맞을까 {number} {other}" for other in range(100)),
        )
        for number in range(20)
    ]
    few = Entry(id="few", topic="other", title="짧은 안내", asks=("어떤 조합이 맞을까",))
    found = build_matcher([*many, few], calibration=DEFAULT).match("어떤 조합이 맞을까")
    assert found.entry == "few"


def test_strange_words_are_noticed() -> None:
    look = RANKER.look(words("강아지 미용 가격"))
    assert look.strange > 0.5
    assert RANKER.look(words("조합원 제명 절차")).missed == 0


def test_an_entry_can_be_left_out() -> None:
    first = int(RANKER.look(words("조합원 제명 절차")).entries[0])
    assert first not in RANKER.look(words("조합원 제명 절차"), without=first).entries


def test_a_thesaurus_term_counts_like_the_word_itself() -> None:
    assert ENTRIES[RANKER.look(words("말썽꾼 내보내기")).entries[0]].id == "expel"


@pytest.mark.parametrize("text", [(), ("뷁",), ("a",)])
def test_nothing_known_is_no_reason_to_fail(text: tuple[str, ...]) -> None:
    look = RANKER.look(text)
    assert np.isfinite(look.scores).all()


@given(st.lists(st.sampled_from(SAID), min_size=1, max_size=4))
def test_questions_looked_up_at_once_are_answered_as_each_alone(said: list[str]) -> None:
    texts = list(map(words, said))
    for text, look in zip(texts, RANKER.looks(texts), strict=True):
        alone = RANKER.look(text)
        assert look.entries.tolist() == alone.entries.tolist()
        assert np.allclose(look.measures, alone.measures, atol=1e-5)
        assert (look.known, look.missed, look.exact) == (alone.known, alone.missed, alone.exact)


def test_near_entries_share_words() -> None:
    near = RANKER.near([words("최저임금 시급"), words("조합원 제명")], 1)
    assert [ENTRIES[entry].id for (entry,) in near] == ["minimum-wage", "expel"]


def test_a_text_of_which_little_is_known_means_little() -> None:
    look = RANKER.look(("뷁뷁", "qqzzx"))
    assert 0 < look.known < 0.1
    assert 0 < look.measures[:, MEASURES.index("meaning")].max() < 0.1
