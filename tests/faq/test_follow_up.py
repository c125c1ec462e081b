"""A follow-up is answered where its own words and the answer before it point alike, by values."""

from faq.follow_up import backed
from faq.verdict import Decision, Hit, Verdict


def verdict(decision: Decision, **chances: float) -> Verdict:
    hits = tuple(Hit(id=entry, confidence=chance) for entry, chance in chances.items())
    entry, best = (hits[0].id if decision is Decision.ANSWER else None), (hits[0].confidence if hits else 0.0)
    return Verdict(question="그건요", decision=decision, entry=entry, confidence=best, hits=hits)


def test_what_both_point_at_is_answered_where_a_button_leads_there_or_its_own_words_say_so() -> None:
    together, alone = verdict(Decision.ANSWER, approval=0.9, refusal=0.05), verdict(Decision.SUGGEST, duration=0.3, approval=0.2)
    assert backed(together, alone, ["approval"]).entry == "approval"
    assert backed(together, verdict(Decision.SUGGEST, approval=0.5), ()).entry == "approval"
    offered = backed(together, alone, ())
    assert (offered.decision, offered.entry, offered.hits[0].id) == (Decision.SUGGEST, None, "approval")


def test_what_only_the_question_before_points_at_is_offered() -> None:
    found = backed(verdict(Decision.ANSWER, approval=0.9), verdict(Decision.SUGGEST, duration=0.1), ())
    assert (found.decision, found.entry, found.hits[0].id) == (Decision.SUGGEST, None, "approval")
    assert backed(verdict(Decision.SUGGEST, approval=0.4), verdict(Decision.NONE), ()).hits[0].id == "approval"


def test_a_button_below_the_answer_that_its_words_name_is_taken() -> None:
    together, alone = verdict(Decision.SUGGEST, late=0.3, who=0.02), verdict(Decision.SUGGEST, duty=0.16, items=0.15, who=0.05)
    assert backed(together, alone, ["items", "deadline"]).entry == "items"
    assert backed(together, alone, ()).entry is None


def test_a_button_that_its_words_hardly_name_is_only_offered_first() -> None:
    alone = verdict(Decision.SUGGEST, one=0.3, two=0.3, items=0.1)
    found = backed(verdict(Decision.SUGGEST, late=0.3), alone, ["items"])
    assert (found.entry, found.hits[0].id) == (None, "items")


def test_who_asks_for_nothing_by_name_is_offered_where_the_answer_leads_on() -> None:
    found = backed(verdict(Decision.SUGGEST, signers=0.9, agenda=0.1), verdict(Decision.NONE), ["method", "cost"])
    assert [hit.id for hit in found.hits] == ["signers", "method", "cost", "agenda"]


def test_what_a_follow_up_names_itself_goes_first() -> None:
    found = backed(verdict(Decision.SUGGEST, delegates=0.8, online=0.1), verdict(Decision.SUGGEST, notary=0.25, minutes=0.2), ["limits"])
    assert [hit.id for hit in found.hits] == ["notary", "minutes", "delegates", "online"]
    assert [hit.confidence for hit in found.hits] == sorted((hit.confidence for hit in found.hits), reverse=True)
