"""What a founder types first: what they do for a living, and that they want a cooperative."""

import pytest

from faq.verdict import Decision
from tests.fakes.library import shipped_knowledge

#: None of these stands in a phrasing of this kind.
TRADES = ("택배", "빵집", "카페", "세탁소", "미용실", "반찬가게", "번역", "태양광", "약국", "반려동물", "책방", "목공", "택시", "꽃집")


@pytest.mark.parametrize("trade", TRADES)
def test_who_names_a_trade_is_told_how_to_begin(trade: str) -> None:
    verdict = shipped_knowledge().matcher.match(f"{trade} 협동조합 만들고 싶어요")
    assert verdict.decision is not Decision.NONE
    assert "formation-procedure" in [hit.id for hit in verdict.hits[:3]]
    assert not verdict.manner
