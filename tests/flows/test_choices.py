import pytest

from flows.choices import find_option, find_options, find_yes_no, is_named
from flows.flow import FlowOption
from flows.mentions import doubtful_option

OPTIONS = (
    FlowOption(value="general", label="일반협동조합", also=("일반",)),
    FlowOption(value="social", label="사회적협동조합"),
    FlowOption(value="company-limited", label="주식회사", also=("회사", "법인 회사")),
)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("1", "general"),
        ("2번", "social"),
        ("②", "social"),
        ("두 번째요", "social"),
        ("3번으로 할게요", "company-limited"),
        ("일반협동조합", "general"),
        ("일반 협동조합이요", "general"),
        ("일반", "general"),
        ("사회적", "social"),
        ("주식회사로", "company-limited"),
        ("회사!", "company-limited"),
        ("company-limited", "company-limited"),
        ("저희는 주식회사예요", "company-limited"),
        ("ㅎㅎ 주식회사요", "company-limited"),
        ("사협이요", "social"),
    ],
)
def test_a_choice_is_found_however_it_is_said(said: str, value: str) -> None:
    found = find_option(said, OPTIONS)
    assert found
    assert found.value == value


@pytest.mark.parametrize(
    "said", ["", "4", "0", "협동조합", "주식회사 말고요", "주식회사는 아니에요", "모르겠어요", "?", "99번", "일반이랑 사회적 중에 고민"]
)
def test_what_could_be_several_or_none_is_refused(said: str) -> None:
    assert find_option(said, OPTIONS) is None


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("1, 3", ["general", "company-limited"]),
        ("1 3", ["general", "company-limited"]),
        ("3번과 1번", ["general", "company-limited"]),
        ("일반하고 사회적", ["general", "social"]),
        ("일반 그리고 주식회사", ["general", "company-limited"]),
        ("전부요", ["general", "social", "company-limited"]),
        ("없어요", []),
        ("-", []),
        ("사회적협동조합", ["social"]),
        ("1번, 일반", ["general"]),
        ("general,social", ["general", "social"]),
    ],
)
def test_several_choices(said: str, values: list[str]) -> None:
    found = find_options(said, OPTIONS)
    assert found is not None
    assert [option.value for option in found] == values


@pytest.mark.parametrize("said", ["1, 7", "일반, 뭐더라", "", "아무거나"])
def test_several_choices_of_which_one_is_unknown_are_refused(said: str) -> None:
    assert find_options(said, OPTIONS) is None


@pytest.mark.parametrize("said", ["예", "네", "넵!", "ㅇㅇ", "맞아요", "있어요", "yes", "네 네", "그럼요~", "네 고양시요", "네 맞아요"])
def test_yes(said: str) -> None:
    assert find_yes_no(said) is True


@pytest.mark.parametrize("said", ["아니요", "아뇨", "ㄴㄴ", "없습니다", "no", "아니", "안 해요", "아뇨 빵집이에요"])
def test_no(said: str) -> None:
    assert find_yes_no(said) is False


@pytest.mark.parametrize("said", ["", "글쎄요", "음", "예산이 없어서 아직", "네 아직 없어요", "아니요 있어요"])
def test_neither(said: str) -> None:
    assert find_yes_no(said) is None


def test_choices_called_yes_and_no_take_any_word_for_them() -> None:
    options = (FlowOption(value="yes", label="더 모을 수 있어요"), FlowOption(value="alone", label="이대로 할게요"))
    found = find_option("네", options)
    assert found
    assert found.value == "yes"
    assert find_option("아니요", options) is None


def two(*labels: str) -> list[FlowOption]:
    return [FlowOption(value=value, label=label) for value, label in zip(("yes", "no"), labels, strict=True)]


@pytest.mark.parametrize(
    ("said", "labels", "meant"),
    [
        ("있어요", ("처음이에요", "가입한 적 있어요"), "가입한 적 있어요"),
        ("없어요", ("처음이에요", "가입한 적 있어요"), "처음이에요"),
        ("없어요", ("있어요", "아직이에요"), "아직이에요"),
        ("있어요", ("빠진 날 없어요", "결근이 있어요"), "결근이 있어요"),
        ("없어요", ("빠진 날 없어요", "결근이 있어요"), "빠진 날 없어요"),
        ("3명이요", ("네 명 이하", "다섯 명 이상"), "네 명 이하"),
        ("6명", ("네 명 이하", "다섯 명 이상"), "다섯 명 이상"),
        ("6", ("네 명 이하", "다섯 명 이상"), "다섯 명 이상"),
        ("1", ("네 명 이하", "다섯 명 이상"), "네 명 이하"),
        ("2번", ("네 명 이하", "다섯 명 이상"), "다섯 명 이상"),
    ],
)
def test_of_two_choices_the_one_whose_label_says_so_is_meant(said: str, labels: tuple[str, str], meant: str) -> None:
    found = find_option(said, two(*labels))
    assert found
    assert found.label == meant


def test_a_bare_number_that_may_be_people_or_a_place_is_none() -> None:
    assert find_option("2", two("네 명 이하", "다섯 명 이상")) is None
    assert find_option("1", two("다섯 명 이상", "네 명 이하")) is None


@pytest.mark.parametrize("said", ["있어요", "없어요"])
def test_what_is_being_done_is_not_there_for_that(said: str) -> None:
    options = [FlowOption(value="planned", label="준비하고 있어요"), FlowOption(value="held", label="이미 열었어요")]
    assert find_option(said, options) is None


def test_a_word_for_yes_is_no_part_of_a_label() -> None:
    options = [FlowOption(value=value, label=value) for value in ("과세", "면세", "고유번호만 있어요")]
    assert find_option("있어요", options) is None


STATES = [
    FlowOption(value="planned", label="총회를 열 거예요"),
    FlowOption(value="decided", label="총회에서 정했어요"),
    FlowOption(value="new", label="새로 신청해요"),
    FlowOption(value="not-yet", label="아직이에요"),
]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("총회 열거에요", "planned"),
        ("총회에서 정했는데요", "decided"),
        ("파산은 아니고 총회에서 정했어요", "decided"),
        ("새로 하는 거예요", "new"),
        ("새로 하는 거에요", "new"),
        ("아직 등기 안했어요", "not-yet"),
        ("아직 안 뽑아요", "not-yet"),
    ],
)
def test_a_choice_with_another_ending_is_found(said: str, value: str) -> None:
    found = find_option(said, STATES)
    assert found
    assert found.value == value


@pytest.mark.parametrize("said", ["총회를 열었어요", "총회에서 정할 거예요", "총회에서 안 정했어요", "못 하는 거예요", "새로 해산"])
def test_another_time_or_a_denial_is_another_choice(said: str) -> None:
    assert find_option(said, STATES) is None


FIRST = two("이미 있어요", "처음이에요")
LEAVE = [
    FlowOption(value="leave", label="육아휴직 중", also=("육아휴직",)),
    FlowOption(value="ends", label="곧 그만둬요", also=("그만뒀어요",)),
    FlowOption(value="none", label="해당 없어요"),
]


@pytest.mark.parametrize(
    ("said", "options", "value"),
    [
        ("네 처음이에요", FIRST, "no"),
        ("아니요, 이미 있어요", FIRST, "yes"),
        ("네 한 명 있어요", FIRST, "yes"),
        ("네 여섯명이요", two("네 명 이하", "다섯 명 이상"), "no"),
        ("아니요 세 명이요", two("네 명 이하", "다섯 명 이상"), "yes"),
        ("네 주식회사요", OPTIONS, "company-limited"),
    ],
)
def test_what_follows_a_yes_or_no_counts(said: str, options: list[FlowOption], value: str) -> None:
    found = find_option(said, options)
    assert found
    assert found.value == value


@pytest.mark.parametrize(
    "said",
    [
        "육아휴직은 끝났어요",
        "육아휴직 예정이에요",
        "육아휴직 신청했어요",
        "육아휴직인지 모르겠어요",
        "육아휴직 했었어요",
    ],
)
def test_what_is_over_or_to_come_is_asked_about(said: str) -> None:
    assert find_option(said, LEAVE) is None
    doubtful = doubtful_option(said, LEAVE)
    assert doubtful
    assert doubtful.value == "leave"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("지금 육아휴직 중이에요", "leave"),
        ("육아휴직이요", "leave"),
        ("곧 그만둬요", "ends"),
        ("어제 그만뒀어요", "ends"),
        ("육아휴직 들어갔어요", "leave"),
    ],
)
def test_what_is_so_is_taken(said: str, value: str) -> None:
    found = find_option(said, LEAVE)
    assert found
    assert found.value == value


@pytest.mark.parametrize("said", ["육아휴직", "1", "2번이요", "곧 그만둬요", "leave", "네", "없어요"])
def test_a_name_needs_no_telling(said: str) -> None:
    assert is_named(said, LEAVE)


@pytest.mark.parametrize("said", ["지금 육아휴직이라서요", "네 육아휴직이요", "아니요 처음이에요"])
def test_what_is_taken_out_of_a_sentence_is_told(said: str) -> None:
    assert not is_named(said, LEAVE)


POSTS = [
    FlowOption(value="civil", label="공무원", also=("공무원이에요",)),
    FlowOption(value="former", label="지금은 퇴직했어요", also=("퇴직했어요",)),
    FlowOption(value="council", label="시의원"),
]


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("공무원이고 시의원이에요", ["civil", "council"]),
        ("공무원도 있고 시의원도 있어요", ["civil", "council"]),
        ("공무원 시의원", ["civil", "council"]),
    ],
)
def test_all_that_a_sentence_names_is_chosen(said: str, values: list[str]) -> None:
    assert [option.value for option in find_options(said, POSTS) or ()] == values


@pytest.mark.parametrize("said", ["공무원 말고 시의원도 아니에요", "공무원은 예정이고 시의원이에요"])
def test_words_side_by_side_that_are_no_names_are_asked_about(said: str) -> None:
    assert not find_options(said, POSTS)


YEARS = [FlowOption(value="one", label="1년 됐어요", also=("1년",)), FlowOption(value="three", label="3년 됐어요")]


@pytest.mark.parametrize("said", ["11년 됐어요", "21년이요", "13년 됐어요"])
def test_a_number_does_not_stand_in_a_longer_one(said: str) -> None:
    assert find_option(said, YEARS) is None


@pytest.mark.parametrize("said", ["네 명이요", "네 분이에요", "네 시간"])
def test_four_of_something_is_no_yes(said: str) -> None:
    assert find_yes_no(said) is None


def test_of_two_choices_in_one_sentence_none_is_taken_silently() -> None:
    assert find_option("시의원이랑 공무원이요", POSTS) is None


def test_hours_are_no_people() -> None:
    assert find_option("10시간", two("네 명 이하", "다섯 명 이상")) is None
