"""What two texts can share."""

from hypothesis import given
from hypothesis import strategies as st

from faq.features import beginnings, features


def test_blanks_change_only_what_spans_them() -> None:
    assert "조합." in features(("협동조합",))
    assert "조합." in features(("협동", "조합"))


def test_terms_are_kept_apart_from_letters() -> None:
    assert "#제명" in features(("쫓아내",), ("제명",))
    assert "#제명" not in features(("제명",))


def test_words_begin_differently() -> None:
    assert beginnings("조합") != beginnings("중고차")
    assert beginnings("돈") == ("^ㄷㅗㄴ", "ㄷㅗㄴ$")
    assert beginnings("a") == ("^a$",)


@given(st.lists(st.text(min_size=1)))
def test_any_words_have_features(words: list[str]) -> None:
    assert features(words) == features(words)
    assert all(beginnings(word) for word in words)
