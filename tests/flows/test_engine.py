from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.engine import Answers, FlowBook, Turn, longest_way
from flows.replay import replay
from flows.values import Kind
from flows.walk import samples_of
from flows.wording import Term
from tests.flows.books import SHIPPED, TODAY, book_of, flow_of

STEPS = """
  - {id: members, kind: number, unit: 명, at_least: 1, at_most: 1000, ask: 몇 명인가요?, why: 다섯 명부터 돼요,
     next: [{when: {members: {less_than: 5}}, go: recruit}, {go: start}]}
  - {id: recruit, kind: yes-no, ask: "{members}이군요. 더 모을까요?", why: 모자라서요}
  - {id: start, kind: date, tense: future, ask: 언제 시작하나요?, why: 날짜를 세요, at_least: today}
  - {id: money, kind: won, ask: "{출자}금은 얼마인가요?", why: 비용을 봐요, optional: true, hint: 대충이라도 좋아요}
"""
RESULT = "  - {id: never, title: 없음, text: 없음, law: [민법 제32조], handoff: 물어보세요}"
TERMS = (Term(name="출자", means="돈을 내는 일이에요.", also=("출자금",)),)


@pytest.fixture
def book() -> FlowBook:
    steps = STEPS.replace("optional: true,", "optional: true, next: done,")
    return book_of(flow_of(steps, RESULT), terms=TERMS)


def say(book: FlowBook, *said: str, start: Answers = (), today: date = TODAY) -> Turn:
    turn = book.resume("test", start, today)
    for text in said:
        turn = book.reply("test", turn.answers, text, today, misses=turn.misses)
    return turn


def test_begins_with_the_first_question(book: FlowBook) -> None:
    turn = book.begin("test", TODAY)
    assert turn.question
    assert (turn.question.step, turn.question.text, turn.question.kind) == ("members", "몇 명인가요?", Kind.NUMBER)
    assert (turn.question.number, turn.question.total) == (1, 4)
    assert not turn.ended


def test_answers_are_kept_in_a_form_that_means_the_same_next_year(book: FlowBook) -> None:
    turn = say(book, "다섯 명", "내년 3월 2일", "1억 2천만원")
    assert turn.answers == (("members", "5"), ("start", "2027-03-02"), ("money", "120000000"))
    assert turn.ended
    assert turn.result
    assert turn.result.basis == ("협동조합 기본법 제15조",)
    assert turn.result.as_of == "2026-11-22"


def test_says_what_it_worked_out(book: FlowBook) -> None:
    assert "2027년 3월 2일" in say(book, "5", "내년 3월 2일").note
    assert say(book, "5").note == ""


def test_branches_on_the_answer_and_fills_it_in(book: FlowBook) -> None:
    turn = say(book, "4명")
    assert turn.question
    assert turn.question.text == "4명이군요. 더 모을까요?"
    assert [option.value for option in turn.question.options] == ["yes", "no"]


def test_a_bad_answer_gets_a_sentence_then_an_example_then_a_human(book: FlowBook) -> None:
    first = say(book, "많아요")
    second = say(book, "많아요", "아주 많아요")
    third = say(book, "많아요", "아주 많아요", "몰라")
    assert [turn.misses for turn in (first, second, third)] == [1, 2, 3]
    assert first.note == "숫자로 적어 주세요."
    assert second.note.startswith(first.note)
    assert "예: 5" in second.note
    assert third.note == book.wording.say("human")  # who offers the human is the room above
    assert first.question == book.begin("test", TODAY).question
    assert say(book, "많아요", "5").misses == 0


def test_nothing_said_so_far_is_lost_by_a_bad_answer(book: FlowBook) -> None:
    assert say(book, "5", "언젠가").answers == (("members", "5"),)


@pytest.mark.parametrize(("said", "words"), [("0명", "1명 이상"), ("1001", "1,000명 이하")])
def test_a_limit_is_told_with_its_unit(book: FlowBook, said: str, words: str) -> None:
    assert words in say(book, said).note


def test_a_day_before_today_is_refused_where_the_question_says_so(book: FlowBook) -> None:
    assert "2026년 11월 25일" in say(book, "5", "2026-11-24").note
    assert say(book, "5", "오늘").question


@pytest.mark.parametrize("word", ["이전", "뒤로", " 이전 "])
def test_back_takes_the_last_answer_back(book: FlowBook, word: str) -> None:
    turn = say(book, "5", word)
    assert turn.question
    assert turn.question.step == "members"
    assert turn.answers == ()


def test_back_at_the_first_question_says_so(book: FlowBook) -> None:
    turn = book.back("test", (), TODAY)
    assert turn.note
    assert turn.question


def test_skipping_works_only_where_it_is_allowed(book: FlowBook) -> None:
    turn = say(book, "건너뛰기")
    assert turn.question
    assert turn.question.step == "members"
    assert turn.note
    turn = say(book, "5", "오늘", "건너뛰기")
    assert turn.ended
    assert turn.answers[-1] == ("money", "")


def test_why_and_help_are_answered_and_the_question_comes_again(book: FlowBook) -> None:
    assert say(book, "왜 묻나요?").note == "다섯 명부터 돼요"
    assert book.why("test", (), TODAY) == "다섯 명부터 돼요"
    assert "건너뛰기" in say(book, "도움말").note
    question = say(book, "왜 묻나요?").question
    assert question
    assert question.step == "members"


@pytest.mark.parametrize("said", ["출자가 뭐예요?", "출자금이 무슨 뜻인가요", "출자?", "출자란 무엇인가요", "출자 뜻"])
def test_a_term_is_explained_and_the_question_comes_again(book: FlowBook, said: str) -> None:
    turn = say(book, "5", "오늘", said)
    assert turn.note == "출자: 돈을 내는 일이에요."
    assert turn.misses == 0
    assert turn.question
    assert turn.question.text == "출자금은 얼마인가요?"
    assert turn.question.terms == ("출자",)


def test_review_lists_questions_with_answers(book: FlowBook) -> None:
    turn = say(book, "4", "네", "오늘")
    reviewed = book.review("test", turn.answers, TODAY)
    assert [(one.number, one.step, one.answer) for one in reviewed] == [
        (1, "members", "4명"),
        (2, "recruit", "예"),
        (3, "start", "2026년 11월 25일"),
    ]
    assert "1. 몇 명인가요? → 4명" in book.review_text("test", turn.answers, TODAY)
    assert say(book, "답변 보기").note == book.review_text("test", (), TODAY)


@pytest.mark.parametrize("wanted", ["members", "1", "1번"])
def test_one_answer_is_changed_and_the_others_stay(book: FlowBook, wanted: str) -> None:
    answers = say(book, "5", "오늘").answers
    turn = book.change("test", answers, wanted, TODAY)
    assert turn.question
    assert turn.question.step == "members"
    turn = say(book, "7명", start=turn.answers)
    assert turn.note == "네, 반영했어요."
    assert turn.question
    assert turn.question.step == "money"


def test_changing_what_was_never_asked_says_so(book: FlowBook) -> None:
    turn = book.change("test", (), "money", TODAY)
    assert turn.note
    assert turn.question


def test_a_flow_that_is_gone_ends_kindly(book: FlowBook) -> None:
    for turn in (book.begin("gone", TODAY), book.reply("gone", (), "5", TODAY), book.back("gone", (), TODAY), book.skip("gone", (), TODAY)):
        assert turn.ended
        assert turn.note
        assert turn.result is None
    assert book.review("gone", (), TODAY) == ()


def test_answers_to_steps_that_are_gone_are_ignored(book: FlowBook) -> None:
    assert say(book, start=(("old", "x"), ("members", "5"))).question == say(book, start=(("members", "5"),)).question


def test_an_answer_that_is_not_acceptable_any_more_is_asked_again(book: FlowBook) -> None:
    turn = book.resume("test", (("members", "5"), ("start", "2026-11-25")), TODAY + timedelta(days=1))
    assert turn.question
    assert turn.question.step == "start"


def test_people_on_every_step_survive_an_edit(book: FlowBook) -> None:
    edited = book_of(
        flow_of("  - {id: start, kind: date, ask: 언제요?, why: 그냥}\n  - {id: color, kind: text, ask: 색은요?, why: 그냥, next: done}")
    )
    answers = say(book, "4", "네", "오늘", "300만원").answers
    for count in range(len(answers) + 1):
        turn = edited.resume("test", answers[:count], TODAY)
        assert turn.question
        assert turn.question.step == ("color" if count >= 3 else "start")


SEEN = """
  - {id: size, kind: number, ask: 몇 명인가요?, why: 그냥}
  - {id: sure, kind: yes-no, ask: 정했나요?, why: 그냥, optional: true}
  - {id: kinds, kind: choices, ask: 무엇을 하나요?, why: 그냥, next: done, options: [
      {value: shop, label: 가게}, {value: farm, label: 밭}, {value: care, label: 돌봄}, {value: wood, label: 나무}]}
"""


def edited(**changes: str) -> FlowBook:
    """The flow after staff have replaced some of its words."""
    text = SEEN
    for old, new in changes.items():
        text = text.replace(
            *{
                "added": ("  - {id: sure", f"{new}  - {{id: sure"),
                "kind": ("kind: yes-no", new),
                "order": ("{value: shop, label: 가게}, ", new),
            }[old]
        )
    return book_of(flow_of(text))


def seen_at(*said: str) -> tuple[Answers, str]:
    """Where somebody stands before the edit, and what they have seen."""
    turn = say(edited(), *said)
    assert turn.question
    return turn.answers, turn.question.mark


@pytest.mark.parametrize(("said", "kept"), [("네", "yes"), ("건너뛰기", "")])
def test_an_answer_is_never_taken_for_a_question_that_was_not_seen(said: str, kept: str) -> None:
    answers, asked = seen_at("5")
    book = edited(added="  - {id: fresh, kind: yes-no, ask: 새 질문인가요?, why: 그냥, optional: true}\n")
    turn = book.reply("test", answers, said, TODAY, asked=asked)
    assert turn.answers == (("size", "5"), ("sure", kept))
    assert turn.question
    assert turn.question.step == "fresh"
    assert turn.note == book.wording.say("moved_kept")
    following = book.reply("test", turn.answers, "아니요", TODAY, asked=turn.question.mark)
    assert following.question
    assert following.question.step == "kinds"


@pytest.mark.parametrize("said", ["뭐라고요", "7"])
def test_what_does_not_fit_the_question_that_was_seen_is_not_kept(said: str) -> None:
    answers, asked = seen_at("5")
    book = edited(added="  - {id: fresh, kind: number, ask: 새 질문은 몇인가요?, why: 그냥}\n")
    turn = book.reply("test", answers, said, TODAY, misses=2, asked=asked)
    assert (turn.answers, turn.note, turn.unread, turn.misses) == (answers, book.wording.say("moved"), True, 0)


def test_a_question_of_the_same_name_that_asks_for_something_else_is_asked_anew() -> None:
    answers, asked = seen_at("5")
    book = edited(kind="kind: text")
    turn = book.reply("test", answers, "네", TODAY, asked=asked)
    assert (turn.answers, turn.unread) == (answers, True)
    assert turn.question
    again = book.reply("test", turn.answers, "네", TODAY, asked=turn.question.mark)
    assert again.answers == (*answers, ("sure", "네"))


def test_what_is_shown_again_after_an_edit_says_so() -> None:
    answers, asked = seen_at("5")
    book = edited(added="  - {id: fresh, kind: number, ask: 새 질문은 몇인가요?, why: 그냥}\n")
    assert book.resume("test", answers, TODAY, asked=asked).note == book.wording.say("moved")
    assert book.resume("test", answers, TODAY, asked=asked, note="먼저").note == "먼저"
    assert edited().resume("test", answers, TODAY, asked=asked).note == ""


@pytest.mark.parametrize(
    ("order", "said", "kept"),
    [
        pytest.param("", "2, 4", "farm,wood", id="numbers count what was on the screen"),
        pytest.param("", "두 번째", "farm", id="so do ordinals"),
        pytest.param("", "1, 2", None, id="what is gone cannot be chosen"),
        pytest.param("{value: sea, label: 바다}, {value: shop, label: 가게}, ", "1", "shop", id="one more before them"),
        pytest.param("{value: sea, label: 바다}, {value: shop, label: 가게}, ", "바다", "sea", id="a new one by its name"),
    ],
)
def test_a_number_means_the_choice_that_was_shown_with_it(order: str, said: str, kept: str | None) -> None:
    answers, asked = seen_at("5", "네")
    turn = edited(order=order).reply("test", answers, said, TODAY, asked=asked)
    assert dict(turn.answers).get("kinds") == kept
    assert turn.misses == (kept is None)


BUTTONS = """
  - {id: kind, kind: choice, ask: 어떤 곳인가요?, why: 갈려요, options: [{value: shop, label: 가게}, {value: farm, label: 농장}],
     next: [{when: {kind: shop}, go: open}, {go: people}]}
  - {id: open, kind: yes-no, ask: 열었나요?, why: 봐요, optional: true}
  - {id: people, kind: group, ask: 사람을 적어요, why: 봐요, item: 사람, at_least: 2, at_most: 3, fields:
     [{id: job, kind: choice, ask: 맡은 일은요?, options: [{value: head, label: 이사장}, {value: member, label: 조합원}]}]}
  - {id: sure, kind: yes-no, ask: 맞나요?, why: 봐요, next: done}
"""


def press(mark: str, value: str, *said: str) -> tuple[FlowBook, Turn, Turn | None]:
    """The turn before and after a button of that question is pressed."""
    book = book_of(flow_of(BUTTONS))
    before = say(book, *said)
    return book, before, book.amend("test", before.answers, mark, value, TODAY)


@pytest.mark.parametrize(
    ("value", "next_step", "note"),
    [
        pytest.param("farm", "people/1/job", "앞 질문의 답을 고쳤어요. 어떤 곳인가요? → 농장 (고치기 전: 가게)", id="another answer"),
        pytest.param("shop", "open", "그 질문에는 이미 이렇게 답하셨어요. 어떤 곳인가요? → 가게", id="pressed twice"),
    ],
)
def test_a_button_of_an_earlier_question_changes_its_answer(value: str, next_step: str, note: str) -> None:
    _, _, turn = press("kind:choice:shop,farm", value, "가게")
    assert turn
    assert turn.question
    assert (turn.answers, turn.question.step, turn.note) == ((("kind", value),), next_step, note)


def test_what_an_earlier_answer_led_to_is_kept_for_the_way_back() -> None:
    _, before, turn = press("kind:choice:", "farm", "가게", "네")
    assert turn
    assert dict(turn.answers) == dict(before.answers) | {"kind": "farm"}


def test_an_earlier_question_can_be_skipped_by_its_button_where_that_is_allowed() -> None:
    _, _, turn = press("open:yes-no:", "", "가게", "네")
    assert turn
    assert turn.answers == (("kind", "shop"), ("open", ""))
    assert turn.note == "앞 질문의 답을 고쳤어요. 열었나요? → 건너뜀 (고치기 전: 예)"


@pytest.mark.parametrize(
    ("mark", "value"),
    [
        pytest.param("kind:choice:", "sea", id="the choice is gone"),
        pytest.param("kind:choice:", "", id="must not be skipped"),
        pytest.param("kind:yes-no:", "yes", id="it asked for something else"),
        pytest.param("open:yes-no:", "yes", id="not on the way"),
        pytest.param("gone:choice:", "shop", id="the step is gone"),
        pytest.param("people/1/job:choice:", "member", id="an item of a group"),
        pytest.param("", "shop", id="no question at all"),
    ],
)
def test_a_button_of_a_question_that_is_over_changes_nothing(mark: str, value: str) -> None:
    assert press(mark, value, "농장", "이사장")[2] is None


def test_a_button_of_the_present_question_answers_it_whatever_was_seen_last() -> None:
    for value, kept in (("no", "no"), ("", "")):
        _, _, turn = press("open:yes-no:", value, "가게")
        assert turn
        assert turn.answers == (("kind", "shop"), ("open", kept))


def test_a_name_that_nobody_knows_is_not_shown() -> None:
    turn = say(book_of(flow_of("  - {id: a, kind: yes-no, ask: '{nobody}인가요?', why: 그냥, next: done}")))
    assert turn.question
    assert turn.question.text == "(확인 필요)인가요?"


def test_a_rate_that_covers_no_day_is_refused_not_guessed() -> None:
    steps = """
  - {id: wage, kind: won, ask: 시급은요?, why: 견줘요,
     next: [{when: {wage: {less_than: '{minimum-wage-hourly}'}}, go: low}, {go: done}]}
"""
    low = "  - {id: low, title: 낮아요, text: '{minimum-wage-hourly}보다 낮아요', law: [최저임금법 제6조], handoff: 물어보세요}"
    book = book_of(flow_of(steps, low))
    before, after = say(book, "10,319원"), say(book, "10,320원")
    assert before.result
    assert before.result.text == "10,320원보다 낮아요"
    assert after.result
    assert after.result.id == "done"
    late = say(book, "10,320원", today=date(2027, 1, 1))
    assert late.result
    assert late.result.id == "no-rate"
    assert "최저임금 시급" in late.result.text
    assert "2027년 1월 1일" in late.result.text


def test_a_calculation_gives_values_for_branches_and_words() -> None:
    steps = """
  - {id: people, kind: number, ask: 몇 명?, why: 그냥}
  - {id: quorum, kind: calculate, use: founders-quorum, with: {consenters: people},
     next: [{when: {quorum.attend: {at_least: 4}}, go: big}, {go: done}]}
"""
    big = "  - {id: big, title: 커요, text: '{quorum.attend}을(를) 채우고 {quorum.approve} 찬성', law: [법], handoff: 물어보세요}"
    turn = say(book_of(flow_of(steps, big)), "7")
    assert turn.result
    assert turn.result.text == "4명을 채우고 3명 찬성"


def test_a_group_asks_for_each_item_and_whether_there_is_another() -> None:
    steps = """
  - id: founders
    kind: group
    item: 발기인
    at_least: 2
    at_most: 3
    ask: 발기인을 한 명씩 알려 주세요.
    why: 명부를 만들어요
    fields:
      - {id: name, kind: text, ask: 이름은요?}
      - {id: shares, kind: number, unit: 좌, ask: 몇 좌요?}
    next: all
"""
    result = """
  - id: all
    title: 다 적었어요
    text: "{founders.count}명이에요"
    parts: [{each: founders, say: "{number}. {name} {shares}"}]
    law: [법]
    handoff: 물어보세요
"""
    book = book_of(flow_of(steps, result))
    first = book.begin("test", TODAY)
    assert first.question
    assert (first.question.text, first.question.why) == ("발기인을 한 명씩 알려 주세요.\n1번째 발기인: 이름은요?", "명부를 만들어요")
    second = say(book, "김하나")
    assert second.question
    assert second.question.text == "1번째 발기인: 몇 좌요?"
    turn = say(book, "김하나", "3", "이둘", "두 좌")
    assert turn.question
    assert turn.question.step == "founders/2/more"
    skipped = book.skip("test", turn.answers, TODAY)
    assert skipped.result
    assert skipped.result.text.startswith("2명이에요")
    assert "발기인이 더 있나요?" in turn.question.text
    assert turn.question.number == 1
    ended = say(book, "아니요", start=turn.answers)
    assert ended.result
    assert ended.result.text == "2명이에요\n1. 김하나 3좌\n2. 이둘 2좌"
    more = say(book, "네", "박{name}", "5", start=turn.answers)
    assert more.result
    assert "3. 박{name} 5좌" in more.result.text


def test_text_of_a_person_is_never_read_for_names() -> None:
    book = book_of(
        flow_of(
            "  - {id: name, kind: text, ask: 이름?, why: 그냥, next: hello}",
            "  - {id: hello, title: 인사, text: '{name}님', law: [법], handoff: 물어보세요}",
        )
    )
    turn = say(book, "{today}{minimum-wage-hourly}")
    assert turn.result
    assert turn.result.text == "{today}{minimum-wage-hourly}님"


def test_answers_that_clash_are_to_be_looked_at_again() -> None:
    steps = """
  - {id: own, kind: won, ask: 얼마?, why: 그냥}
  - id: refund
    kind: calculate
    use: share-refund
    with: {kind: {fixed: general}, assets: own, capital: {fixed: "1"}, own: own}
    next: done
"""
    extra = "words: {own-above-capital: 전체보다 많아요.}"
    turn = say(book_of(flow_of(steps, extra=extra)), "100만원")
    assert turn.result
    assert (turn.result.id, turn.result.text) == ("stuck", "전체보다 많아요.")
    say_it = book_of(flow_of(steps)).wording.say
    assert (turn.result.title, turn.result.handoff) == (say_it("clash_title"), say_it("clash_handoff"))


def test_a_yes_or_no_with_its_own_words_is_asked_for_by_its_choices() -> None:
    plain, named = (
        "{id: a, kind: yes-no, ask: 예?, why: 그냥, next: done}",
        "{id: a, kind: yes-no, 'yes': 넷, 'no': 다섯, ask: 몇?, why: 그냥, next: done}",
    )
    notes = [say(book_of(flow_of(f"  - {step}")), "목성").note for step in (plain, named)]
    kinds = book_of(flow_of(f"  - {plain}")).wording.kinds
    assert notes == [kinds[Kind.YES_NO].refused, kinds[Kind.CHOICE].refused]


def test_hides_nothing_behind_a_broken_condition() -> None:
    """The check finds these; a person still gets a kind word instead of silence."""
    broken = flow_of("  - {id: a, kind: yes-no, ask: 예?, why: 그냥, next: [{when: {a: 'yes'}, go: done}]}")
    turn = say(book_of(broken), "아니요")
    assert turn.result
    assert turn.result.id == "stuck"
    assert turn.ended
    loop = flow_of("  - {id: a, kind: yes-no, ask: 예?, why: 그냥, next: [{when: {a: 'yes'}, go: a}, {go: done}]}")
    turn = say(book_of(loop), "예")
    assert turn.result
    assert turn.result.id == "stuck"


def test_the_longest_way_counts_questions_only(book: FlowBook) -> None:
    flow = book.flows["test"]
    assert longest_way(flow, "members") == 4
    assert longest_way(flow, "done") == 0


FLOW_IDS = sorted(SHIPPED.book.flows)


@st.composite
def journeys(draw: st.DrawFn) -> tuple[str, tuple[str, ...]]:
    """A shipped flow and things that are said in it: good answers, commands, and nonsense."""
    flow_id = draw(st.sampled_from(FLOW_IDS))
    flow = SHIPPED.book.flows[flow_id]
    good = {text for step in flow.steps for text in samples_of(step, flow, SHIPPED.book, TODAY)}
    said = st.one_of(
        st.sampled_from(sorted(good)),
        st.sampled_from(["이전", "건너뛰기", "왜", "답변 보기", "1", "2", "네", "아니요", "5명", "내일", "출자가 뭐예요?"]),
        st.text(max_size=20),
    )
    return flow_id, tuple(draw(st.lists(said, max_size=25)))


@given(journeys())
def test_a_flow_always_ends_or_asks(journey: tuple[str, tuple[str, ...]]) -> None:
    flow_id, said = journey
    turn = SHIPPED.book.begin(flow_id, TODAY)
    for text in said:
        turn = SHIPPED.book.reply(flow_id, turn.answers, text, TODAY, misses=turn.misses)
        assert (turn.question is None) == turn.ended
        assert turn.question or turn.result
        if turn.question:
            assert 1 <= turn.question.number <= turn.question.total


@given(journeys(), st.integers(0, 400))
def test_replay_is_stable(journey: tuple[str, tuple[str, ...]], later: int) -> None:
    flow_id, said = journey
    turn = SHIPPED.book.begin(flow_id, TODAY)
    for text in said:
        turn = SHIPPED.book.reply(flow_id, turn.answers, text, TODAY)
    again = SHIPPED.book.resume(flow_id, turn.answers, TODAY)
    assert (again.question, again.result) == (turn.question, turn.result)
    place = replay(SHIPPED.book.flows[flow_id], dict(turn.answers), TODAY, SHIPPED.book.rates, SHIPPED.book.calculators)
    afterwards = replay(
        SHIPPED.book.flows[flow_id], dict(turn.answers), TODAY + timedelta(days=later), SHIPPED.book.rates, SHIPPED.book.calculators
    )
    kept = {done.ask.key: done.value for done in place.path}
    assert all(kept[done.ask.key] == done.value for done in afterwards.path if done.ask.key in kept)


@given(journeys(), st.data())
@settings(max_examples=60)
def test_changing_an_answer_equals_having_given_it(journey: tuple[str, tuple[str, ...]], data: st.DataObject) -> None:
    flow_id, said = journey
    book, flow = SHIPPED.book, SHIPPED.book.flows[flow_id]
    turn = book.begin(flow_id, TODAY)
    for text in said:
        turn = book.reply(flow_id, turn.answers, text, TODAY)
    reviewed = book.review(flow_id, turn.answers, TODAY)
    if not reviewed:
        return
    wanted = data.draw(st.sampled_from(reviewed)).step
    step = flow.step(wanted.split("/")[0])
    assert step
    other = data.draw(st.sampled_from(samples_of(step, flow, book, TODAY) or ("1",)))
    asked = book.change(flow_id, turn.answers, wanted, TODAY)
    changed = book.reply(flow_id, asked.answers, other, TODAY)
    if changed.misses or not other:
        return
    direct = {**dict(turn.answers), wanted: dict(changed.answers)[wanted]}
    expected = book.resume(flow_id, tuple(direct.items()), TODAY)
    assert replace(changed, answers=(), note="") == replace(expected, answers=(), note="")


def test_who_has_nothing_to_say_leaves_out_what_may_be_left_out() -> None:
    steps = """
  - {id: phone, kind: phone, ask: 전화는요?, why: 그냥, optional: true}
  - {id: note, kind: text, ask: 남길 말은요?, why: 그냥, optional: true}
  - {id: name, kind: text, ask: 이름은요?, why: 그냥, next: done}
"""
    book = book_of(flow_of(steps))
    turn = say(book, "안 적을래요", "없어요")
    assert turn.question
    assert turn.question.step == "name"
    assert dict(turn.answers) == {"phone": "", "note": ""}
    assert say(book, "안 적을래요", "없어요", "없어요").result


def test_a_question_is_told_why_the_value_is_asked_for_in_plain_words() -> None:
    asked = flow_of('  - {id: money, kind: won, ask: 얼마인가요?, why: "{출자}금으로 비용을 봐요", next: done}')
    turn = say(book_of(asked, terms=TERMS), "50만원 빚이 있는데 빼도 되나요?")
    assert turn.misses == 1
    assert "출자금으로 비용을 봐요" in turn.note
    assert "{" not in turn.note


def test_where_the_month_is_enough_no_day_is_told() -> None:
    asked = flow_of("  - {id: left, kind: date, precision: month, ask: 언제인가요?, why: 그냥, next: done}")
    turn = say(book_of(asked), "작년 10월")
    assert turn.answers == (("left", "2025-10-01"),)
    assert turn.note == "2025년 10월로 이해했어요."
