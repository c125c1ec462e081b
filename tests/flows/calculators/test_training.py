import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.flows.calculators.labor import run


@pytest.mark.parametrize(
    ("fact", "inputs", "output", "wanted"),
    [
        ("§16 nine workers", {"workers": 9, "work": "field"}, "harassment", "handout"),
        ("§16 ten workers", {"workers": 10, "work": "field"}, "harassment", "class"),
        ("§16 one sex only", {"workers": 30, "work": "field", "one-sex": True}, "harassment", "handout"),
        ("§16 49 workers", {"workers": 49, "work": "field"}, "disability", "handout"),
        ("§16 50 workers", {"workers": 50, "work": "field"}, "disability", "class"),
        ("§16 four workers", {"workers": 4, "work": "field"}, "safety", "exempt"),
        ("§16 five workers", {"workers": 5, "work": "field"}, "safety", "half-year-12"),
        ("§16 a shop", {"workers": 5, "work": "sales"}, "safety", "half-year-6"),
        ("§16 office only", {"workers": 80, "work": "office"}, "safety", "exempt"),
        ("§16 personal data", {"workers": 1, "work": "office", "personal-data": True}, "privacy", "due"),
        ("§16 no personal data", {"workers": 1, "work": "office"}, "privacy", "none"),
        ("SV-12 retirement pension", {"workers": 3, "work": "field", "pension": True}, "pension", "due"),
        ("SV-12 severance pay", {"workers": 3, "work": "field"}, "pension", "none"),
        ("§16 the least", {"workers": 1, "work": "office"}, "kinds", 2),
        ("§16 all", {"workers": 12, "work": "field", "pension": True, "personal-data": True}, "kinds", 5),
    ],
)
def test_training_of_a_workplace(fact: str, inputs: dict[str, int | str | bool], output: str, wanted: object) -> None:
    assert run("mandatory-training", inputs)[output] == wanted, fact


@given(st.integers(1, 300), st.sampled_from(["office", "sales", "field"]), st.booleans(), st.booleans(), st.booleans())
def test_two_kinds_are_for_everybody(workers: int, work: str, one_sex: bool, data: bool, pension: bool) -> None:
    inputs = {"workers": workers, "work": work, "one-sex": one_sex, "personal-data": data, "pension": pension}
    assert 2 <= run("mandatory-training", inputs)["kinds"] <= 5
