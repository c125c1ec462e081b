"""What an entry of few phrasings is given ahead among entries of many."""

import numpy as np
import pytest

from faq import head_start
from faq.build import build_ranker
from faq.policy import SEED
from faq.schema import Entry
from faq.text import words
from faq.thesaurus import Lexicon, Thesaurus

MATTERS = ("총회", "출자금", "이사장", "배당", "정관", "등기", "탈퇴", "공시")
MANNERS = ("언제 해야 하나요", "어디에 내나요", "얼마나 드나요", "누가 정하나요", "꼭 해야 하나요", "몇 명이 필요한가요")
MANY = [
    Entry(
        id=f"many-{number}",
        topic="other",
        title=f"{matter} 문의",
        asks=tuple(f"{other} 때문에 {matter} {manner}" for other in MATTERS for manner in MANNERS),
    )
    for number, matter in enumerate(MATTERS)
]
NEW = Entry(id="new", topic="other", title="햇빛발전 지붕 임대", asks=("지붕을 빌려주고 싶어요", "발전소 지붕 계약"))
STRANGER = Entry(id="stranger:pets:dogs", topic="other", title="강아지 미용 가격", asks=("고양이 사료 추천",))


def ahead(*entries: Entry) -> list[float]:
    return [float(one) for one in build_ranker(entries, Lexicon.of(Thesaurus()), seed=SEED).ahead]


def test_only_what_has_far_fewer_phrasings_is_given_something() -> None:
    *others, new, stranger = ahead(*MANY, NEW, STRANGER)
    assert new > 0.1
    assert not any(others)
    assert not stranger
    assert not any(ahead(*MANY))


def test_few_phrasings_everywhere_need_none() -> None:
    assert not any(ahead(NEW, *(Entry(id=f"few-{number}", topic="other", title=matter) for number, matter in enumerate(MATTERS))))


def test_a_new_entry_is_found_where_it_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    question = words("이사장 때문에 지붕 임대 언제 해야 하나요")

    def first() -> str:
        ranker = build_ranker([*MANY, NEW], Lexicon.of(Thesaurus()), seed=SEED)
        return [*MANY, NEW][ranker.look(question).entries[0]].id

    assert first() == "new"
    monkeypatch.setattr(head_start, "GIVEN", 0.0)
    assert first() != "new"


def test_what_is_covered_by_chance_is_what_a_usual_question_shares() -> None:
    ranker = build_ranker(MANY, Lexicon.of(Thesaurus()), seed=SEED)
    every = np.ones(len(ranker.vocabulary.keys), dtype=np.float32)
    whole = ranker.coverage.chance(every)
    assert whole.shape == (len(MANY),)
    assert np.allclose(ranker.coverage.chance(every / 2), whole / 2)
