from bot.papers.fields import missing, plain_context
from tests.bot.papers import rig


def test_answers_are_written_as_in_official_papers() -> None:
    context = plain_context(rig.answers())
    assert context["name"] == "햇살마을협동조합"
    assert context["meeting_day"] == "2027년 1월 20일"
    assert context["term"] == "2년"
    assert context["member_type"] == "소비자 조합원"
    assert context["fiscal"] == "매년 1월 1일부터 12월 31일까지"


def test_what_was_skipped_is_empty_and_missing() -> None:
    context = plain_context(rig.answers(1))
    found = missing(("name", "term", "held"), context, lambda _: False, {"missing:name": "조합 이름"})
    assert found == ["조합 이름", "term"]


def test_a_failed_check_is_missing_too() -> None:
    assert missing(("balance",), {}, lambda name: name == "balance", {"missing:balance": "맞지 않음"}) == ["맞지 않음"]
