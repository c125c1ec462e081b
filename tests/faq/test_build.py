"""What is learned from the content."""

from dataclasses import replace

import numpy as np

from faq.build import build_ranker
from faq.policy import SEED
from faq.rank import BLENDS
from faq.schema import Entry
from faq.text import words
from faq.thesaurus import Lexicon
from tests.faq.samples import ENTRIES, THESAURUS, matcher

LEXICON = Lexicon.of(THESAURUS)
ENDINGS = ("알려 주세요", "궁금해요", "어떻게 되나요", "문의드려요", "모르겠어요", "설명해 주세요")


def rich() -> list[Entry]:
    """The same entries with every phrasing in as many manners as make content rich."""
    return [
        replace(entry, variants=tuple(f"{text} {ending}" for text in (entry.title, *entry.asks) for ending in ENDINGS)) for entry in ENTRIES
    ]


def test_thin_content_learns_meanings_and_rich_content_a_classifier() -> None:
    thin, thick = matcher().ranker, build_ranker(rich(), LEXICON, seed=SEED)
    assert thin.meaning
    assert not thin.classifier
    assert thick.classifier
    assert not thick.meaning
    for text, entry in (("말썽꾼 내보내기", "expel"), ("시간당 얼마를 줘요", "minimum-wage"), ("설립신고어디에하나요알려줘", "procedure")):
        assert ENTRIES[thick.look(words(text)).entries[0]].id == entry


def test_few_phrasings_with_long_answers_learn_both_and_answers_are_no_way_of_asking() -> None:
    told = [
        replace(entry, answer="\n".join(f"{entry.title} {ending} {number}" for number, ending in enumerate(ENDINGS * 2)))
        for entry in ENTRIES
    ]
    ranker = build_ranker(told, LEXICON, seed=SEED)
    assert ranker.meaning
    assert ranker.classifier
    assert len(ranker.meaning.phrasings) == sum(len(entry.phrasings) for entry in ENTRIES)
    assert np.array_equal(ranker.blend, BLENDS[4])
    assert np.array_equal(build_ranker(told, LEXICON, seed=SEED, blend=0).blend, BLENDS[0])


def test_the_same_content_and_seed_learn_the_same() -> None:
    one, other = (build_ranker(rich(), LEXICON, seed=SEED).pack() for _ in range(2))
    assert one[1] == other[1]
    assert all(np.array_equal(one[0][name], other[0][name]) for name in one[0])


def test_strangers_teach_what_is_ours() -> None:
    stranger = Entry(id="stranger:pets:dogs", topic="other", title="강아지 미용 가격", asks=("고양이 사료 추천", "강아지 산책"))
    ranker = build_ranker([*ENTRIES, stranger], LEXICON, seed=SEED)
    assert ranker.look(words("조합원 제명 절차")).scope > 0 > ranker.look(words("강아지 사료")).scope
    assert matcher().ranker.look(words("강아지 사료")).scope == 0


def test_nothing_is_learned_from_nothing() -> None:
    look = build_ranker([], LEXICON, seed=SEED).look(words("협동조합"))
    assert not len(look.entries)
