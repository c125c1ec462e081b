"""What was asked in vain becomes proposals."""

from datetime import UTC, datetime, timedelta

from bot.gaps import gaps_of
from desk.messages import ConversationId
from storage.unanswered import Unanswered
from tests.fakes.library import small_knowledge

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def asked(*questions: str, decision: str = "none") -> list[Unanswered]:
    return [
        Unanswered(
            id=str(place), conversation=ConversationId("c"), question=text, decision=decision, offered=(), at=NOW + timedelta(minutes=place)
        )
        for place, text in enumerate(questions)
    ]


def test_questions_of_one_meaning_are_one_gap_and_the_most_asked_comes_first() -> None:
    drone, kimchi = "드론 면허는 어디서 따요", "김치 담그는 법"
    found = gaps_of(asked(drone, f"{kimchi} 알려줘", "김치 담그는법 알려줘요", kimchi), small_knowledge().matcher)
    assert [(gap.phrase, len(gap.questions), gap.entry) for gap in found] == [(f"{kimchi} 알려줘", 3, None), (drone, 1, None)]


def test_what_is_answered_by_now_or_known_to_be_outside_is_no_gap() -> None:
    title = next(iter(small_knowledge().entries.values())).title
    assert gaps_of(asked(title, "오늘 날씨 어때"), small_knowledge().matcher, ["오늘 날씨 어때?"]) == ()


def test_a_question_that_was_nearly_understood_is_proposed_for_its_entry() -> None:
    entry = next(iter(small_knowledge().entries.values()))
    (gap,) = gaps_of(asked(f"{entry.title[:8]} 드론 김치", decision="suggest"), small_knowledge().matcher) or (None,)
    assert gap is None or gap.entry is not None
