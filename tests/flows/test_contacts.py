import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.contacts import read_address, read_business_number, read_email, read_phone


@pytest.mark.parametrize(
    ("said", "phone"),
    [
        ("010-1234-5678", "010-1234-5678"),
        ("01012345678", "010-1234-5678"),
        ("010 1234 5678이요", "010-1234-5678"),
        ("+82 10 1234 5678", "010-1234-5678"),
        ("０１０－１２３４－５６７８", "010-1234-5678"),
        ("02)123-4567", "02-123-4567"),
        ("0212345678", "02-1234-5678"),
        ("063 222 1234", "063-222-1234"),
        ("1588-1234", "1588-1234"),
        ("070.1234.5678", "070-1234-5678"),
        ("0505-123-4567", "0505-123-4567"),
    ],
)
def test_phones_as_people_write_them(said: str, phone: str) -> None:
    assert read_phone(said) == phone


@pytest.mark.parametrize("said", ["", "123", "010-1234", "없어요", "099-123-4567", "0101234567890"])
def test_what_is_no_phone_is_refused(said: str) -> None:
    assert read_phone(said) is None


@pytest.mark.parametrize("said", ["dure@example.org", " a.b+c@mail.co.kr ", "ａ@example.org"])
def test_mail_addresses(said: str) -> None:
    found = read_email(said)
    assert found
    assert "@" in found


@pytest.mark.parametrize(
    "said", ["", "dure", "dure@", "@example.org", "a@b", "a b@example.org", "a..b@example.org", "a@" + "b" * 300 + ".kr"]
)
def test_what_is_no_mail_address_is_refused(said: str) -> None:
    assert read_email(said) is None


@pytest.mark.parametrize("said", ["123-45-67891", "1234567891", "124-81-00998", " 220 81 62517 "])
def test_business_numbers_with_a_right_check_digit(said: str) -> None:
    assert read_business_number(said)


@pytest.mark.parametrize("said", ["123-45-67890", "124-81-00999", "0000000000", "12345", "", "12345678901"])
def test_business_numbers_with_a_wrong_check_digit_are_refused(said: str) -> None:
    assert read_business_number(said) is None


@given(st.text("123456789", min_size=9, max_size=9))
def test_exactly_one_check_digit_is_right(head: str) -> None:
    assert sum(read_business_number(head + str(digit)) is not None for digit in range(10)) == 1


@pytest.mark.parametrize("said", ["전주시 완산구 효자로 225", "서울특별시 마포구 월드컵북로 1길 2, 3층", "강원도 홍천군 홍천읍 갈마로5"])
def test_addresses(said: str) -> None:
    assert read_address(said) == said


@pytest.mark.parametrize("said", ["", "우리집", "근처", "몰라요 아직", "서울", "오후 2시"])
def test_what_is_no_address_is_refused(said: str) -> None:
    assert read_address(said) is None


@pytest.mark.parametrize("said", ["a@b.co.kr.", "a@b.co.kr이에요", "a@b.co.kr 입니다.", "mailto:a@b.co.kr"])
def test_an_address_in_a_sentence_is_one(said: str) -> None:
    assert read_email(said) == "a@b.co.kr"
