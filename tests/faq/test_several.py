"""Which entries answer the several questions of one message, by values."""

from faq.several import answer_each
from faq.verdict import Decision, Hit, Verdict


def verdict(question: str, /, *, manner: str = "", **chances: float) -> Verdict:
    """An answer from a half on, titles from a tenth on."""
    hits = tuple(Hit(id=entry, confidence=chance) for entry, chance in sorted(chances.items(), key=lambda one: -one[1]))
    best = hits[0].confidence if hits else 0.0
    decision = Decision.NONE if manner or best < 0.1 else Decision.ANSWER if best >= 0.5 else Decision.SUGGEST
    entry = hits[0].id if decision is Decision.ANSWER else None
    return Verdict(question=question, decision=decision, entry=entry, confidence=best, hits=hits, manner=manner)


def entries(found: Verdict | None) -> list[str | None]:
    return [part.entry for part in found.parts] if found else []


WHOLE = verdict("임기는 몇 년이고 서류는 뭐 내요", term=0.7, papers=0.2, seal=0.02)
TERM = verdict("임기는 몇 년이고", term=0.8, papers=0.01)


def test_two_clear_questions_are_two_parts() -> None:
    found = answer_each(WHOLE, [TERM, verdict("서류는 뭐 내요", papers=0.6)])
    assert entries(found) == ["term", "papers"]
    assert found
    assert (found.decision, found.entry, found.question) == (Decision.ANSWER, "term", WHOLE.question)


def test_a_doubtful_piece_means_what_is_near_the_whole_message() -> None:
    assert entries(answer_each(WHOLE, [TERM, verdict("서류는 뭐 내요", founding=0.3, papers=0.2, seal=0.05)])) == ["term", "papers"]


def test_an_entry_answers_one_piece_only() -> None:
    pieces = [verdict("출산휴가 며칠이에요", father=0.5, mother=0.3), verdict("남편 출산휴가 며칠이에요", father=0.9, mother=0.05)]
    assert entries(answer_each(verdict("둘 다", father=0.8, mother=0.1), pieces)) == ["mother", "father"]


def test_what_is_left_is_answered_as_the_whole_message() -> None:
    whole = verdict("사협도 배당하나요 법인세는요", tax=0.8, side=0.1)
    assert entries(answer_each(whole, [verdict("법인세는요", due=0.4), verdict("사협도 다른 사업을 하나요", side=0.7)])) == [
        "tax",
        "side",
    ]


def test_a_sure_message_stays_whole_unless_a_piece_asks_the_same() -> None:
    sure = verdict("공증소에 다 가나요 위임장으로 되나요", notary=0.98)
    assert answer_each(sure, [verdict("공증소에 우리 다 가나요", office=0.6), verdict("위임장으로 대신 보내도 되나요", proxy=0.9)]) is None
    assert answer_each(sure, [verdict("공증소에 다 가나요", notary=0.9), verdict("위임장으로 되나요", proxy=0.9)]) is None


def test_a_piece_that_is_not_ours_is_passed_over() -> None:
    stranger = verdict("오늘 비 오나요", manner="weather")
    found = answer_each(WHOLE, [TERM, stranger])
    assert found
    assert (found.entry, found.parts, found.question) == ("term", (), WHOLE.question)
    assert answer_each(WHOLE, [stranger, stranger]) is None
    assert answer_each(WHOLE, [verdict("그거요", term=0.3), stranger]) is None


def test_a_third_piece_that_is_not_clear_is_offered_without_what_is_answered() -> None:
    unclear = verdict("도장은요", papers=0.4, stamp=0.35)
    found = answer_each(WHOLE, [TERM, verdict("서류는 뭐 내요", papers=0.6), unclear])
    assert found
    assert entries(found) == ["term", "papers", None]
    assert [hit.id for hit in found.parts[2].hits] == ["stamp"]


def test_guesses_at_each_are_offered_where_nothing_is_clear() -> None:
    doubt = verdict("그거랑 저거요", other=0.3)
    found = answer_each(doubt, [verdict("그거", one=0.3), verdict("저거", two=0.4)])
    assert found
    assert (found.decision, [hit.id for hit in found.hits]) == (Decision.SUGGEST, ["two", "one", "other"])
    assert answer_each(doubt, [verdict("그거", one=0.3), verdict("저거", one=0.4)]) is None
    assert answer_each(doubt, [verdict("그거", one=0.3), verdict("저거", two=0.01)]) is None


def test_one_of_a_list_must_be_clearer() -> None:
    pieces = [TERM, verdict("서류", papers=0.2)]
    assert entries(answer_each(WHOLE, pieces)) == ["term", "papers"]
    assert answer_each(WHOLE, pieces, listed=True) is None
