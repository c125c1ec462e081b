from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.amounts import MAX_NUMBER, read_number, read_percent, read_won
from flows.language import grouped


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("5", 5),
        ("5명", 5),
        (" 5 명이요", 5),
        ("다섯 명", 5),
        ("다섯", 5),
        ("열두 명입니다", 12),
        ("스물다섯 사람", 25),
        ("삼십일", 31),
        ("이백삼십 명", 230),
        ("약 30명 정도", 30),
        ("한 10명쯤 됩니다", 10),
        ("1,234좌", 1234),
        ("５", 5),
        ("⑤", 5),
        ("한 명", 1),
        ("두 곳", 2),
        ("네 명이에요", 4),
        ("3만 좌", 30000),
        ("만", 10000),
        ("총 7개", 7),
        ("0", 0),
        ("-3", -3),
        ("세 군데요", 3),
        ("1 0", 10),
        ("네 명", 4),
        ("네 한명이요", 1),
        ("네, 10명이요", 10),
        ("한 스무명쯤 왔어요", 20),
        ("한 20명쯤 돼요", 20),
        ("우리 42명인데요", 42),
        ("한 250좌쯤?", 250),
        ("5명쯤이요", 5),
        ("10명쯤인데 두명이 반대해요", 10),
    ],
)
def test_numbers_as_people_write_them(said: str, number: int) -> None:
    assert read_number(said) == number


@pytest.mark.parametrize(
    "said",
    [
        "",
        "많아요",
        "5~6명",
        "5 아니면 6",
        "3.5명",
        "네?",
        "네",
        "응",
        "한두명",
        "10명인데 12명으로 늘려요",
        "오늘",
        "1,23",
        "십이백",
        "5명 6명",
        "스물서른",
        "9" * 30,
        "몰라요",
        "이천이천",
    ],
)
def test_what_is_no_number_is_refused(said: str) -> None:
    assert read_number(said) is None


@pytest.mark.parametrize(
    ("said", "won"),
    [
        ("1억 2천만원", 120_000_000),
        ("한 삼천만원쯤", 30_000_000),
        ("작년에 한 3200만원쯤 남았어요", 32_000_000),
        ("출자금은 5천만원이에요", 50_000_000),
        ("3천만원 정도 돼요", 30_000_000),
        ("3백만", 3_000_000),
        ("120만 원", 1_200_000),
        ("1,200,000", 1_200_000),
        ("₩1,200,000", 1_200_000),
        ("1.5억", 150_000_000),
        ("2억5천", 250_000_000),
        ("2억 5천만 원", 250_000_000),
        ("5천", 5_000),
        ("5천원", 5_000),
        ("5천만원", 50_000_000),
        ("삼백만원", 3_000_000),
        ("만원", 10_000),
        ("백만 원", 1_000_000),
        ("일억이천만원", 120_000_000),
        ("10만원 정도요", 100_000),
        ("약 300만원쯤", 3_000_000),
        ("3억 50만", 300_500_000),
        ("12만 3,456원", 123_456),
        ("12만3456원", 123_456),
        ("0원", 0),
        ("없어요", 0),
        ("1조", 10**12),
        ("2천5백", 2_500),
        ("한 4천5백", 4_500),
        ("매출이 5500만원이었어요", 55_000_000),
        ("매입이 2200만원이었어요", 22_000_000),
        ("7월에 500만원 받았어요", 5_000_000),
        ("없는데요", 0),
        ("2,500만원", 25_000_000),
        ("오십만", 500_000),
    ],
)
def test_won_as_people_write_it(said: str, won: int) -> None:
    assert read_won(said) == won


@pytest.mark.parametrize(
    "said",
    [
        "",
        "비싸요",
        "2천만원에서 3천만원",
        "1억 2억",
        "만 억",
        "3달러",
        "100만~200만",
        "0.5원",
        "1만조",
        "억만",
        "-",
        "원",
        "2천~3천만원 사이",
        "1~2천만원",
        "2천에서 3천만원",
    ],
)
def test_what_is_no_amount_is_refused(said: str) -> None:
    assert read_won(said) is None


@pytest.mark.parametrize(
    ("said", "percent"),
    [
        ("30%", Decimal(30)),
        ("30 퍼센트", Decimal(30)),
        ("한 80프로쯤?", Decimal(80)),
        ("정관엔 10%로 돼있어요", Decimal(10)),
        ("네 30%요", Decimal(30)),
        ("0.5프로", Decimal("0.5")),
        ("삼십 퍼센트", Decimal(30)),
        ("７.19％", Decimal("7.19")),
        ("100", Decimal(100)),
        ("약 40%정도", Decimal(40)),
        ("절반이에요", Decimal(50)),
        ("세 퍼센트", Decimal(3)),
        ("오프로요", Decimal(5)),
        ("삼십이요", Decimal(30)),
        ("한 이십오쯤", Decimal(25)),
        ("백이요", Decimal(100)),
    ],
)
def test_percent_as_people_write_it(said: str, percent: Decimal) -> None:
    assert read_percent(said) == percent


@pytest.mark.parametrize(
    "said",
    [
        "1000000000000000000000000",
        "반",
        "절반 넘어요",
        "절반쯤",
        "1/3",
        "0.00001",
        "",
        "많이",
        "네",
        "셋",
        "열둘이요",
        "서른",
        "이",
        "한 명",
    ],
)
def test_what_is_no_percent_is_refused(said: str) -> None:
    assert read_percent(said) is None


@given(st.integers(0, MAX_NUMBER))
def test_every_amount_reads_back(won: int) -> None:
    assert read_won(grouped(won) + "원") == won
    assert read_number(str(won)) == won


@given(st.text(max_size=40))
def test_any_text_is_an_amount_or_none(text: str) -> None:
    for number in (read_number(text), read_won(text)):
        assert number is None or (isinstance(number, int) and abs(number) <= MAX_NUMBER)
    percent = read_percent(text)
    assert percent is None or percent.is_finite()
