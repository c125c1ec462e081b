"""A resident number is never stored, however it is spelt; other numbers stay readable."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.privacy import MASK, holds_resident_number, mask_contacts, mask_resident_numbers

DATES = st.dates(date(1930, 1, 1), date(2026, 12, 31))
SEPARATORS = ["", "-", " - ", "–", "−", ".", "/", "~", "_", "·", " ", "\u200b", "\n", "－"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("900101-1234567", id="as on the card"),
        pytest.param("9001011234567", id="without a dash"),
        pytest.param("900101 - 1 2 3 4 5 6 7", id="with blanks"),
        pytest.param("９００１０１－１２３４５６７", id="full width"),
        pytest.param("제 번호는900101-1234567이에요", id="inside a sentence"),
        pytest.param("900101–5234567", id="a foreigner with a long dash"),
        pytest.param("900101\u200b-\u200b1234567", id="with invisible signs"),
        pytest.param("9 0 0 1 0 1 1 2 3 4 5 6 7", id="every digit apart"),
    ],
)
def test_every_spelling_is_hidden(text: str) -> None:
    masked = mask_resident_numbers(text)
    assert MASK in masked
    assert not [sign for sign in masked if sign.isdigit()]
    assert holds_resident_number(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("010-1234-5678", id="a phone"),
        pytest.param("1588-0000", id="a short phone"),
        pytest.param("123-45-67890", id="a business number"),
        pytest.param("110-234-567890", id="an account"),
        pytest.param("901301-1234567", id="no such month"),
        pytest.param("900132-1234567", id="no such day"),
        pytest.param("900101-9234567", id="no such century"),
        pytest.param("19900101-12345678", id="longer numbers"),
        pytest.param("출자금 10,000,000원", id="money"),
        pytest.param("2026-11-25", id="a date"),
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert mask_resident_numbers(text) == text
    assert not holds_resident_number(text)


@given(DATES, st.integers(1, 8), st.integers(0, 999999), st.sampled_from(SEPARATORS), st.text(alphabet="가나다 ,.!?", max_size=10))
def test_no_number_of_that_shape_comes_through(born: date, century: int, rest: int, between: str, around: str) -> None:
    tail = f"{century}{rest:06}"
    masked = mask_resident_numbers(f"{around}{born:%y%m%d}{between}{tail}{around}")
    assert tail not in masked
    assert f"{born:%y%m%d}" not in masked


@given(st.text(max_size=80))
def test_masking_twice_is_masking_once_and_adds_no_digit(text: str) -> None:
    once = mask_resident_numbers(text)
    assert mask_resident_numbers(once) == once
    assert sum(map(is_number, once)) <= sum(map(is_number, text))


def is_number(sign: str) -> bool:
    return unicodedata.category(sign) == "Nd"


@pytest.mark.parametrize("text", ["010-1234-5678로 전화 주세요", "02)123-4567 이에요", "01012345678", "메일 kim.coop+a@coop.or.kr"])
def test_contacts_are_masked_where_only_the_question_matters(text: str) -> None:
    masked = mask_contacts(text)
    assert "5678" not in masked
    assert "4567" not in masked
    assert "kim" not in masked


@pytest.mark.parametrize("text", ["2026-11-25까지 신고하나요", "1,234,567원", "제15조 제1항", "a" * 20_000])
def test_what_is_no_contact_stays(text: str) -> None:
    assert mask_contacts(text) == text
