"""Answer, offer or nothing: every rule of the decision by values."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq import hangul
from faq.policy import StaleDump, build_matcher, load_matcher
from faq.schema import Entry
from faq.verdict import Decision
from tests.faq.samples import ENTRIES, MANNERS, THESAURUS, matcher


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("협동조합은 몇 명부터 만들 수 있나요", "members-min"),
        ("협동조합은몇명부터만들수있나요", "members-min"),
        ("다섯 명이 있어야 하나요", "members-min"),
        ("협동조하ㅂ 설립 절차를 알려 주세요", "procedure"),
        ("최저임금은 올해 얼마인가요", "minimum-wage"),
        ("조합원을 쫓아내려면 어떻게 하나요", "expel"),
        ("vat 신고 기한", "vat"),
    ],
)
def test_the_entry_that_is_meant_comes_first(typed: str, entry: str) -> None:
    assert matcher().match(typed).hits[0].id == entry


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_phrasing_is_answered_by_its_entry(entry: Entry) -> None:
    for text in entry.phrasings:
        verdict = matcher().match(text)
        assert (verdict.decision, verdict.entry) == (Decision.ANSWER, entry.id)


@pytest.mark.parametrize("typed", ["ㄹㄹ퀡뷁 zzqx", "뷁뷁 qqzzx", "ㄹㄹㄹㄹ", "", "???", "ㅋㅋㅋㅋ", "\u200b", "로또 당첨 번호 예측"])
def test_noise_finds_nothing(typed: str) -> None:
    verdict = matcher().match(typed)
    assert (verdict.decision, verdict.entry) == (Decision.NONE, None)


def test_a_wrong_keyboard_is_read_and_told() -> None:
    typed = "".join(hangul.LATIN.get(stroke, stroke) for stroke in hangul.strokes("협동조합 설립 절차를 알려 주세요"))
    verdict = matcher().match(typed)
    assert verdict.entry == "procedure"
    assert verdict.repaired == "협동조합 설립 절차를 알려 주세요"


def test_missing_blanks_are_not_worth_telling() -> None:
    assert matcher().match("최저시급알려줘").repaired is None


def test_first_letters_offer_titles_and_answer_only_when_nothing_else_fits() -> None:
    verdict = matcher().match("ㅎㄷㅈㅎ ㅅㄹ")
    assert verdict.decision is Decision.SUGGEST
    assert "procedure" in [hit.id for hit in verdict.hits[:3]]
    assert matcher().match(hangul.initials(ENTRIES[4].title)).entry == "weekly-holiday"


@pytest.mark.parametrize(
    ("typed", "manner"),
    [("안녕하세요!", "greeting"), ("안녕요", "greeting"), ("오늘 날씨 어때", "weather"), ("죽고 싶은데 조합 설립 절차", "emergency")],
)
def test_manners_come_before_answers(typed: str, manner: str) -> None:
    verdict = matcher().match(typed)
    assert (verdict.manner, verdict.decision) == (manner, Decision.NONE)


def test_two_questions_in_one_message_are_both_answered_or_both_offered() -> None:
    verdict = matcher().match("최저임금이랑 주휴수당 알려줘")
    found = [part.entry for part in verdict.parts] or [hit.id for hit in verdict.hits[:2]]
    assert set(found) == {"minimum-wage", "weekly-holiday"}


def test_a_line_break_ends_a_question() -> None:
    parts = matcher().match("최저임금 알려 주세요\n주휴수당 알려 주세요").parts
    assert {part.entry for part in parts} == {"minimum-wage", "weekly-holiday"}


def test_a_follow_up_is_read_with_the_question_before_it() -> None:
    verdict = matcher().match("그럼 사회적협동조합은요?", context="procedure")
    assert verdict.hits[0].id == "social-approval"
    assert verdict.hits[0].id == matcher().match("그럼 사회적협동조합은요?", context="gone").hits[0].id


def test_the_same_content_gives_the_same_answers() -> None:
    again = build_matcher(ENTRIES, THESAURUS, manners=MANNERS, calibration=matcher()._calibration)
    for text in ("설립하려면 몇 명", "쉬는 날 수당", "ㅎㄷㅈㅎ"):
        assert again.match(text) == matcher().match(text)


def test_a_dump_answers_like_the_original() -> None:
    loaded = load_matcher(matcher().dump())
    for text in ("설립하려면 몇 명", "쫓아내는 방법", "ㅎㄷㅈㅎ ㅅㄹ", "tjfflq wjfck", "안녕", "그럼 사협은요"):
        assert loaded.match(text, context="procedure") == matcher().match(text, context="procedure")
        assert loaded.explain(text) == matcher().explain(text)


@pytest.mark.parametrize("raw", [b"", b"nonsense", b"PK\x03\x04"])
def test_a_broken_dump_is_stale(raw: bytes) -> None:
    with pytest.raises(StaleDump):
        load_matcher(raw)


@pytest.mark.parametrize("entries", [(), ENTRIES[:1], ENTRIES[-1:]])
def test_tiny_contents_work(entries: tuple[Entry, ...]) -> None:
    small = build_matcher(entries)
    assert small.match("부가세 신고").decision in Decision
    assert load_matcher(small.dump()).match("협동조합") == small.match("협동조합")


def test_content_without_a_calibration_is_fitted() -> None:
    entries = tuple(
        Entry(id=f"e{n}", topic="other", title=f"{word} 신청", asks=(f"{word} 하는 법", f"{word} 알려줘")) for n, word in enumerate(WORDS)
    )
    fitted = build_matcher(entries)
    assert fitted.match("우산 수리 방법 알려줘").hits[0].id == "e0"
    assert fitted.match("뷁 쀍 휅").decision is Decision.NONE


WORDS = (
    *(
        "우산 수리",
        "자전거 대여",
        "도서관 예약",
        "강당 사용",
        "주차 등록",
        "식당 메뉴",
        "버스 시간",
        "택배 보관",
        "운동장 이용",
        "수영 강습",
        "컴퓨터 교육",
    ),
    *(
        "열쇠 분실",
        "쓰레기 배출",
        "이사 전입",
        "여권 발급",
        "사진 촬영",
        "음악 연습",
        "전시 관람",
        "봉사 활동",
        "캠핑 장비",
        "텃밭 분양",
        "반려견 등록",
    ),
    *(
        "민원 접수",
        "소음 신고",
        "가로등 고장",
        "나무 심기",
        "헌옷 수거",
        "공구 대여",
        "건강 검진",
        "예방 접종",
        "치과 진료",
        "문화 강좌",
        "영화 상영",
    ),
)


@given(st.text(max_size=60), st.sampled_from(["", "procedure", "gone"]))
@settings(max_examples=150, deadline=None)
def test_any_text_gets_a_verdict(text: str, context: str) -> None:
    verdict = matcher().match(text, context=context)
    assert verdict == matcher().match(text, context=context)
    assert 0 <= verdict.confidence <= 1
    assert [hit.confidence for hit in verdict.hits] == sorted((hit.confidence for hit in verdict.hits), reverse=True)
    assert (verdict.entry is not None) == (verdict.decision is Decision.ANSWER)
    matcher().explain(text)


@given(st.text(alphabet="협동조합설립절차최저임금주휴수당 ", max_size=30))
@settings(max_examples=60, deadline=None)
def test_decomposed_text_is_understood_alike(text: str) -> None:
    assert matcher().match(unicodedata.normalize("NFD", text)).hits == matcher().match(text).hits


def test_a_single_short_word_names_a_topic_and_is_offered_titles() -> None:
    verdict = matcher().match("조합원")
    assert verdict.decision is not Decision.ANSWER
    assert matcher().match("최저시급알려줘").decision is Decision.ANSWER
