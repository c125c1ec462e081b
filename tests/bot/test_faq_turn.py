"""What the FAQ replies to a verdict: answer, guesses, or the honest word that nothing was found."""

from dataclasses import replace

import pytest

from bot import faq_turn
from bot.scene import Scene
from desk.effects import NoteUnanswered, NoteUse
from desk.messages import Card, Choice, Choices
from desk.privacy import MASK
from faq.verdict import Decision as Ruling
from faq.verdict import Hit, Verdict
from tests.bot.scenes import labels, only, parts, scene, words
from tests.fakes.library import shipped_knowledge


def verdict(ruling: Ruling = Ruling.ANSWER, *ids: str, **changes: object) -> Verdict:
    hits = tuple(Hit(id=one, confidence=0.9 - place / 10) for place, one in enumerate(ids))
    usual = Verdict(question="질문", decision=ruling, entry=ids[0] if ids and ruling is Ruling.ANSWER else None, hits=hits)
    return replace(usual, **changes)  # type: ignore[arg-type]  # the names are checked when the test runs


def buttons(part: object) -> list[str]:
    return [option.payload for option in part.options]  # type: ignore[attr-defined]  # a part with buttons


def test_an_answer_has_basis_date_and_what_comes_next() -> None:
    decision = faq_turn.reply(scene(), verdict(Ruling.ANSWER, "members-min"))
    (card,) = parts(decision)
    assert isinstance(card, Card)
    assert (card.basis, card.as_of) == (("협동조합 기본법 제15조",), "2026-11-22")
    assert buttons(card) == ["entry:procedure", "flow:find-type", "useless:members-min", "word:human"]
    assert card.text.endswith("자격이 애매하면 상담원에게 물어보세요.")
    assert decision.conversation.question == "질문"
    assert decision.conversation.misses == 0


def test_what_was_repaired_is_said() -> None:
    assert "“최소 인원”(으)로 알아들었어요" in words(faq_turn.reply(scene(), verdict(Ruling.ANSWER, "members-min", repaired="최소 인원")))


def test_something_urgent_offers_a_human_first() -> None:
    (card,) = parts(faq_turn.reply(scene(), verdict(Ruling.ANSWER, "unpaid-wage")))
    assert buttons(card)[0] == "word:human"


def test_numbers_come_from_the_rates_of_the_day() -> None:
    before = scene()
    said = faq_turn.answer_text(before, before.knowledge.entries["unpaid-wage"])
    assert "10,320원" in said
    assert before.voice.say("rate_unknown") in said
    assert "{" not in said


def test_a_number_of_a_day_stays_the_number_of_that_day() -> None:
    before = scene()
    entry = replace(before.knowledge.entries["unpaid-wage"], answer="{minimum-wage-hourly@2025}에서 {minimum-wage-hourly@2026-12-31}으로")
    assert faq_turn.answer_text(before, entry) == "10,030원에서 10,320원으로"


def test_guesses_are_offered_with_a_way_out_and_kept() -> None:
    decision = faq_turn.reply(scene(), verdict(Ruling.SUGGEST, "members-min", "gone", "flow:find-type", "procedure"))
    (part,) = parts(decision)
    assert isinstance(part, Choices)
    assert buttons(part) == ["entry:members-min", "flow:find-type", "useless:"]
    assert only(decision, NoteUnanswered)[0].decision == "suggest"


@pytest.mark.parametrize(("misses", "said"), [(0, "다시 물어봐"), (1, "전해 드릴까요"), (5, "전해 드릴까요")])
def test_nothing_found_asks_once_more_and_then_offers_a_human(misses: int, said: str) -> None:
    before = scene()
    decision = faq_turn.reply(replace(before, conversation=replace(before.conversation, misses=misses)), verdict(Ruling.NONE))
    assert said in words(decision)
    assert decision.conversation.misses == misses + 1
    assert only(decision, NoteUnanswered)[0].decision == "none"


def test_a_kept_question_holds_no_resident_number() -> None:
    decision = faq_turn.reply(scene(), verdict(Ruling.NONE, question="900101-1234567 인데요"))
    assert only(decision, NoteUnanswered)[0].question == f"{MASK} 인데요"


def test_an_entry_that_is_gone_is_no_answer() -> None:
    assert only(faq_turn.reply(scene(), verdict(Ruling.ANSWER, "gone")), NoteUnanswered)
    assert "더 쓸 수 없어요" in words(faq_turn.show(scene(), "gone"))


def several(*ids: str) -> Verdict:
    return verdict(Ruling.ANSWER, ids[0], parts=tuple(verdict(Ruling.ANSWER, one) for one in ids))


def test_several_questions_are_answered_one_by_one() -> None:
    decision = faq_turn.reply(scene(), several("members-min", "procedure", "unpaid-wage", "old-programme"))
    cards = [part for part in parts(decision) if isinstance(part, Card)]
    assert len(cards) == faq_turn.MAX_PARTS
    assert not any(card.options for card in cards)
    assert buttons(parts(decision)[-1]) == ["entry:old-programme", "word:human"]
    assert len(only(decision, NoteUse)) == faq_turn.MAX_PARTS


def test_the_last_of_two_answers_offers_a_human() -> None:
    decision = faq_turn.reply(scene(), several("members-min", "procedure"))
    assert [buttons(card) for card in parts(decision)[1:]] == [[], ["word:human"]]
    assert decision.conversation.entry == "procedure"


def test_of_several_questions_a_flow_is_offered_beside_the_nearest_answer() -> None:
    looked = verdict(Ruling.ANSWER, "flow:find-type", "procedure", "members-min")
    decision = faq_turn.reply(scene(), verdict(Ruling.ANSWER, "flow:find-type", parts=(looked, verdict(Ruling.ANSWER, "members-min"))))
    assert [note.entry for note in only(decision, NoteUse)] == ["procedure", "members-min"]
    assert buttons(parts(decision)[-1]) == ["flow:find-type", "word:human"]


def test_of_several_questions_what_is_not_clear_is_offered_and_kept() -> None:
    guess = verdict(Ruling.SUGGEST, "procedure", "members-min", "unpaid-wage", question="서류는요")
    decision = faq_turn.reply(scene(), verdict(Ruling.ANSWER, "members-min", parts=(verdict(Ruling.ANSWER, "members-min"), guess)))
    assert buttons(parts(decision)[-1]) == ["entry:procedure", "word:human"]
    assert [note.question for note in only(decision, NoteUnanswered)] == ["서류는요"]


def test_several_flows_are_offered_and_none_is_started() -> None:
    flows = verdict(Ruling.ANSWER, "flow:find-type", parts=(verdict(Ruling.ANSWER, "flow:find-type"), verdict(Ruling.SUGGEST, "procedure")))
    assert faq_turn.flow_of(flows) == ""
    assert buttons(parts(faq_turn.reply(scene(), flows))[-1]) == ["flow:find-type", "entry:procedure", "word:human"]


def test_where_an_entry_was_near_a_human_is_offered() -> None:
    decision = faq_turn.reply(scene(), verdict(Ruling.NONE, "members-min", manner="housing"))
    assert buttons(parts(decision)[0]) == ["word:human"]


@pytest.mark.parametrize(("manner", "human"), [("greeting", False), ("complaint", True), ("emergency", True), ("no-such-manner", False)])
def test_manners(manner: str, human: bool) -> None:
    before = scene()
    decision = faq_turn.reply(before, verdict(Ruling.NONE, manner=manner))
    (part,) = parts(decision)
    assert (getattr(part, "options", ()) != ()) is human
    assert not only(decision, NoteUnanswered)
    if not before.voice.has(f"manner_{manner}"):
        assert words(decision) == before.voice.say("manner_off_topic")


@pytest.mark.parametrize(
    ("given", "flow"),
    [
        (verdict(Ruling.ANSWER, "flow:find-type"), "find-type"),
        (verdict(Ruling.SUGGEST, "flow:find-type"), ""),
        (verdict(Ruling.ANSWER, "members-min"), ""),
        (verdict(Ruling.ANSWER, "flow:find-type", manner="greeting"), ""),
    ],
)
def test_when_a_flow_is_plainly_asked_for(given: Verdict, flow: str) -> None:
    assert faq_turn.flow_of(given) == flow


@pytest.mark.parametrize(
    ("target", "payload"),
    [
        ("members-min", "entry:members-min"),
        ("entry:members-min", "entry:members-min"),
        ("flow:find-type", "flow:find-type"),
        ("gone", None),
        ("flow:gone", None),
    ],
)
def test_an_offer_leads_somewhere_or_is_none(target: str, payload: str | None) -> None:
    found = faq_turn.offer(scene().knowledge, target)
    assert (found.payload if isinstance(found, Choice) else None) == payload
    assert faq_turn.is_known(scene().knowledge, target) is (payload is not None)


@pytest.mark.parametrize(("entry", "uses"), [("members-min", ["useless"]), ("gone", []), ("", [])])
def test_a_wrong_answer_is_noted(entry: str, uses: list[str]) -> None:
    decision = faq_turn.not_useful(scene(), entry)
    assert [note.use for note in only(decision, NoteUse)] == uses
    assert only(decision, NoteUnanswered)[0].decision == "useless"
    assert decision.conversation.misses == 1


@pytest.mark.parametrize(("entry", "uses"), [("members-min", ["useful"]), ("gone", [])])
def test_thanks_are_noted(entry: str, uses: list[str]) -> None:
    decision = faq_turn.useful(scene(), entry)
    assert "다행이에요" in words(decision)
    assert [note.use for note in only(decision, NoteUse)] == uses


def test_a_choice_is_told_from_an_answer() -> None:
    before: Scene = scene()
    assert only(faq_turn.show(before, "members-min", chosen=True), NoteUse) == [NoteUse(entry="members-min", use="taken")]
    assert labels(faq_turn.show(before, "members-min")) == []


def test_what_is_quoted_keeps_its_basis_its_day_and_that_it_is_past() -> None:
    known = shipped_knowledge()
    before = scene(knowledge=known)
    entry = replace(known.entries["formation-registration-deadline"], past=True, urgent=True)
    state = replace(
        before,
        knowledge=replace(known, entries={**known.entries, entry.id: entry}),
        conversation=replace(before.conversation, entry=entry.id),
    )
    told = faq_turn.said_before(state, faq_turn.read(state, "늦으면요?"), "늦으면요?")
    assert told
    (card,) = parts(told)
    assert isinstance(card, Card)
    assert (card.title, card.basis, card.as_of) == (entry.title, entry.law, entry.as_of.isoformat())
    assert state.voice.say("past_entry") in card.text
    assert card.options[0].payload == "word:human"
    assert told.conversation.entry == entry.id


@pytest.mark.parametrize("asked", ["설립등기는 언제까지 해야 하나요", "고마워요", "퇴직금은 얼마나 줘야 하나요"])
def test_what_has_an_answer_of_its_own_quotes_nothing(asked: str) -> None:
    before = scene(knowledge=shipped_knowledge())
    state = replace(before, conversation=replace(before.conversation, entry="formation-registration-deadline"))
    assert faq_turn.said_before(state, faq_turn.read(state, asked), asked) is None


@pytest.mark.parametrize(
    "asked",
    ["그냥 다 끝내고 싶어요", "유서 썼어요", "통장 압류돼서 죽고싶어요", "상담원 연결해 주세요", "사람이랑 얘기할래요", "내 정보 지워줘"],
)
def test_what_is_said_to_the_bot_itself_is_never_answered_with_a_quote(asked: str) -> None:
    before = scene(knowledge=shipped_knowledge())
    found = faq_turn.read(before, asked)
    assert found.manner
    for entry in before.knowledge.entries:
        state = replace(before, conversation=replace(before.conversation, entry=entry))
        assert faq_turn.said_before(state, found, asked) is None
