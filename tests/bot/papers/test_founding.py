import pytest

from bot.papers.fields import Context, Rows
from bot.papers.founding import Founding
from tests.bot.papers import rig


def table(context: Context, name: str) -> Rows:
    found = context[name]
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def test_shares_are_counted_to_the_won() -> None:
    context = Founding(answers=rig.answers()).context()
    assert table(context, "founders")[0] == {
        "number": "1",
        "name": "김하나",
        "shares": "50좌",
        "address": "서울 마포구 월드컵로 1",
        "amount": "500,000원",
        "percent": "25.0%",
        "part": "발기인",
    }
    assert (context["total_shares"], context["total_capital"]) == ("200좌", "2,000,000원")


def test_the_rest_of_the_budget_becomes_the_reserve() -> None:
    context = Founding(answers=rig.answers()).context()
    assert context["income_total"] == context["spending_total"] == "37,000,000"
    assert table(context, "spending")[-1]["amount"] == "3,000,000"


def test_no_answers_leave_rows_for_handwriting() -> None:
    context = Founding(answers=rig.answers(1)).context()
    assert [row["name"] for row in table(context, "founders")] == [""] * 5
    assert [row["role"] for row in table(context, "officers")] == ["이사장", "이사", "이사", "감사"]
    assert context["income_total"] == ""


CHECKS = [
    ("share-limit", {"founders__1__shares": "90"}),  # 90 of 240 are 37.5%
    ("auditor-apart", {"officers__4__name": "김하나"}),
    ("one-chair", {"officers__2__role": "chair"}),
    ("three-directors", {"officers__2__role": "auditor"}),
    ("an-auditor", {"officers__4__role": "director"}),
    ("seven-days", {"notice_day": "2027-01-13"}),  # only six whole days in between
    ("quorum", {"present": "6"}),  # six of twelve are no majority
    ("quorum", {"agreed": "5"}),  # five of nine are less than two thirds
    ("three-signers", {"signers": "이두리, 박세찬"}),
    ("balance", {"spend_people": "40000000"}),
]


@pytest.mark.parametrize(("check", "changed"), CHECKS, ids=[f"{name}-{index}" for index, (name, _) in enumerate(CHECKS)])
def test_what_a_district_office_would_send_back_is_found(check: str, changed: dict[str, str]) -> None:
    assert not Founding(answers=rig.answers()).failed()(check)
    assert Founding(answers=rig.answers(0, **changed)).failed()(check)


def test_seven_whole_days_are_enough() -> None:
    assert not Founding(answers=rig.answers(0, notice_day="2027-01-12")).failed()("seven-days")


def test_a_share_of_just_thirty_percent_is_allowed() -> None:
    # 60 of 200: the others are changed so that the sum stays.
    changed = {"founders__1__shares": "60", "founders__2__shares": "40"}
    assert not Founding(answers=rig.answers(0, **changed)).failed()("share-limit")
