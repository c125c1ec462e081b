"""A message that takes back the answer before."""

import pytest

from flows.engine import Answers, Turn
from tests.flows.books import TODAY, book_of, flow_of

FLOW = flow_of(
    "  - {id: kind, kind: choice, ask: 어떤 조합이에요?, why: 그냥, next: members,"
    " options: [{value: common, label: 일반}, {value: social, label: 사회적}]}\n"
    "  - {id: members, kind: number, unit: 명, ask: 몇 명이에요?, why: 그냥, next: present}\n"
    "  - {id: present, kind: number, unit: 명, ask: 몇 명이 왔나요?, why: 그냥, next: hired}\n"
    "  - {id: hired, kind: yes-no, ask: 직원이 있나요?, why: 그냥, next: name}\n"
    "  - {id: name, kind: text, ask: 이름이 뭔가요?, why: 정관에 적어요., next: place}\n"
    "  - {id: place, kind: address, ask: 주소가 어디인가요?, why: 그냥, next: done}"
)
BOOK = book_of(FLOW)
ALL: Answers = (("kind", "common"), ("members", "6"), ("present", "5"), ("hired", "yes"), ("name", "햇살협동조합"))


def said(text: str, given: int, *, misses: int = 0) -> Turn:
    """What follows when this is said after so many answers."""
    return BOOK.reply(FLOW.id, ALL[:given], text, TODAY, misses=misses)


@pytest.mark.parametrize(
    ("text", "given", "name", "value"),
    [
        ("아니 사회적이요", 1, "kind", "social"),
        ("아니 다섯이요", 2, "members", "5"),
        ("아 잘못 적었어요 다섯명", 2, "members", "5"),
        ("죄송해요, 아니다 네명이요", 3, "present", "4"),
        ("아 네명이요", 3, "present", "4"),
        ("아 아니요", 4, "hired", "no"),
    ],
)
def test_the_answer_before_is_another_now_and_the_same_question_comes(text: str, given: int, name: str, value: str) -> None:
    turn = said(text, given)
    assert dict(turn.answers) == {**dict(ALL[:given]), name: value}
    assert turn.question
    assert turn.question.step == ALL[given][0]
    assert turn.note.startswith("앞 질문의 답을 고쳤어요")
    assert not turn.misses


@pytest.mark.parametrize(
    ("text", "given", "misses", "value"),
    [
        # No is an answer where yes or no is asked for.
        ("아니요", 3, 0, "no"),
        # Who was not understood insists.
        ("아니 네명이라고요", 2, 1, "4"),
        ("네 명", 2, 0, "4"),
    ],
)
def test_what_answers_the_question_takes_nothing_back(text: str, given: int, misses: int, value: str) -> None:
    turn = said(text, given, misses=misses)
    assert turn.answers == (*ALL[:given], (ALL[given][0], value))


@pytest.mark.parametrize(
    ("text", "given"), [("아니 이름을 바꿀래요", 4), ("아니 이제 그만이요", 5), ("뭐라고 지으면 좋아요?", 4), ("누가 하면 돼요", 4)]
)
def test_neither_a_correction_nor_a_question_goes_into_a_paper(text: str, given: int) -> None:
    turn = said(text, given)
    assert turn.answers == ALL[:given]
    assert turn.misses == 1


def test_a_question_at_a_text_is_told_what_the_text_is_for() -> None:
    assert "정관에 적어요" in said("그게 뭐예요", 4).note


def test_a_choice_is_taken_back_only_by_its_name() -> None:
    assert said("아니 사회적이라도 한 명 빼면 다섯이면", 1).answers == ALL[:1]


def test_the_same_value_again_takes_nothing_back() -> None:
    assert said("아니 여섯명이요", 2).answers == (*ALL[:2], ("present", "6"))


@pytest.mark.parametrize(
    ("value", "changed"),
    [
        # The question of one has a word of it.
        ("왔나요 네명", {"present": "4"}),
        # Either may be meant, or neither.
        ("네명", None),
        ("여섯 시", None),
        ("사회적", None),
    ],
)
def test_another_value_is_for_the_one_answer_that_can_be_meant(value: str, changed: dict[str, str] | None) -> None:
    turn = BOOK.suppose(FLOW.id, ALL[:4], value, TODAY)
    assert (dict(turn.answers) if turn else None) == (changed and {**dict(ALL[:4]), **changed})


def test_of_a_single_number_nothing_else_can_be_meant() -> None:
    turn = BOOK.suppose(FLOW.id, ALL[:2], "네명", TODAY)
    assert turn
    assert dict(turn.answers) == {"kind": "common", "members": "4"}


DATED = flow_of(
    "  - {id: hire, kind: date, tense: past, ask: 언제 들어왔나요?, why: 그냥, next: hours}\n"
    "  - {id: hours, kind: hours, per: week, ask: 몇 시간이에요?, why: 그냥, next: done}"
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("아 아니 5일이요", "2025-03-05"),
        ("아니 8월 21일이요", "2025-08-21"),
        ("아니 2024년 5월 6일이요", "2024-05-06"),
        ("아니 2024년이요", "2024-03-04"),
    ],
)
def test_what_a_corrected_day_does_not_name_stays(text: str, day: str) -> None:
    book, answers = book_of(DATED), (("hire", "2025-03-04"),)
    assert book.reply(DATED.id, answers, text, TODAY).answers == (("hire", day),)
    supposed = book.suppose(DATED.id, answers, text.split(maxsplit=1)[1].removeprefix("아니 ").removesuffix("이요"), TODAY)
    assert supposed
    assert supposed.answers == (("hire", day),)


VOTE = flow_of(
    "  - {id: members, kind: number, unit: 명, ask: 조합원은 모두 몇 명인가요?, why: 그냥, next: came}\n"
    "  - {id: came, kind: number, unit: 명, ask: 몇 명이 나왔나요?, why: 그냥, next: agreed}\n"
    "  - {id: agreed, kind: number, unit: 명, ask: 찬성한 사람은 몇 명인가요?, why: 그냥, next: sales}\n"
    "  - {id: sales, kind: won, ask: 매출은 얼마인가요?, why: 그냥, next: paid}\n"
    "  - {id: paid, kind: won, ask: 이미 낸 세금은 얼마인가요?, why: 그냥, next: sure}\n"
    "  - {id: sure, kind: yes-no, ask: 통과됐나요?, why: 그냥, next: done}"
)
VOTES: Answers = (("members", "45"), ("came", "25"), ("agreed", "16"), ("sales", "30000000"), ("paid", "1000000"))


@pytest.mark.parametrize(
    ("text", "given", "name", "value"),
    [
        ("아니 17명 찬성이에요", 5, "agreed", "17"),
        ("아니 조합원 50명이에요", 3, "members", "50"),
        ("아니 매출이 3500만원이에요", 4, "sales", "35000000"),
        ("아니 매출이 3500만원이에요", 5, "sales", "35000000"),
        ("아니 17명이요", 3, "agreed", "17"),
    ],
)
def test_a_correction_goes_to_the_question_that_it_names(text: str, given: int, name: str, value: str) -> None:
    turn = book_of(VOTE).reply(VOTE.id, VOTES[:given], text, TODAY)
    assert dict(turn.answers) == {**dict(VOTES[:given]), name: value}


def test_what_names_the_question_that_stands_answers_it() -> None:
    turn = book_of(VOTE).reply(VOTE.id, VOTES[:3], "아니 매출은 3500만원이에요", TODAY)
    assert dict(turn.answers) == {**dict(VOTES[:3]), "sales": "35000000"}


def test_an_answer_is_corrected_where_another_was_offered() -> None:
    turn = book_of(VOTE).reply(VOTE.id, VOTES[:4], "아니 매출이 3500만원이에요", TODAY, half="=1000000")
    assert dict(turn.answers)["sales"] == "35000000"
