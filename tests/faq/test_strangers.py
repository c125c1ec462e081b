"""What is not ours is recognised instead of misread."""

from faq.policy import build_matcher, load_matcher
from faq.schema import Loc
from faq.strangers import Stranger, as_entries, manner_of, parse_strangers
from faq.verdict import Decision
from tests.faq.samples import ENTRIES, MANNERS, THESAURUS

LEASE = Stranger(
    id="lease", manner="housing", asks=("전세 보증금을 못 받았어요", "월세 계약을 깨려면", "집주인이 나가래요", "전세 계약 기간")
)
MATCHER = build_matcher((*as_entries([LEASE]), *ENTRIES), THESAURUS, manners=MANNERS)


def test_a_strangers_topic_gets_its_reply_and_no_answer() -> None:
    verdict = MATCHER.match("전세 보증금 못 받았는데 어떡하죠")
    assert (verdict.decision, verdict.manner, verdict.entry) == (Decision.NONE, "housing", None)


def test_our_questions_are_answered_as_before() -> None:
    for entry in ENTRIES:
        assert MATCHER.match(entry.title).entry == entry.id


def test_strangers_are_never_offered() -> None:
    for asked in ("전세로 조합 사무실을 얻으면", "보증금", "계약", "ㅈㅅ ㅂㅈㄱ"):
        assert not any(manner_of(hit.id) for hit in MATCHER.match(asked).hits)
    assert MATCHER.ids == {entry.id for entry in ENTRIES}


def test_a_dump_knows_them_too() -> None:
    assert load_matcher(MATCHER.dump()).match("집주인이 나가래요").manner == "housing"


def test_a_file_with_mistakes_is_told_and_gives_none() -> None:
    told: list[tuple[Loc, str]] = []

    def report(loc: Loc, code: str, /, **details: str) -> None:
        told.append((loc, code))

    lease: dict[str, object] = {"id": "lease", "manner": "housing", "asks": list(LEASE.asks)}
    assert parse_strangers({"strangers": [lease]}, report) == (LEASE,)  # type: ignore[dict-item]
    assert not told
    assert parse_strangers({"strangers": [{**lease, "manner": "Not a name"}]}, report) == ()  # type: ignore[dict-item]
    assert told


def test_a_follow_up_is_read_with_the_question_before_it() -> None:
    alone, after = MATCHER.match("전세는요"), MATCHER.match("그럼 보증금은요", context=ENTRIES[0].id)
    assert alone.manner == "housing"
    assert not manner_of(after.entry or "")


def test_what_is_ours_in_a_message_is_answered() -> None:
    verdict = MATCHER.match("전세 보증금을 못 받았어요. 협동조합은 몇 명부터 만들 수 있나요?")
    assert (verdict.decision, verdict.entry, verdict.manner) == (Decision.ANSWER, "members-min", "")


def test_a_doubled_topic_is_told_and_left_out() -> None:
    told: list[str] = []

    def report(loc: Loc, code: str, /, **details: str) -> None:
        told.append(code)

    lease: dict[str, object] = {"id": "lease", "manner": "housing", "asks": ["전세"]}
    assert len(parse_strangers({"strangers": [lease, lease]}, report)) == 1  # type: ignore[list-item]
    assert told == ["doubled_id"]
