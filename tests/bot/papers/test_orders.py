from dataclasses import replace

import pytest

from bot.papers.jobs import Wrap
from bot.papers.orders import Order, files_of, job_of, read_order
from desk.messages import File
from tests.bot.papers import rig


def files(number: int = 0) -> list[File]:
    turn = rig.example(number)
    assert turn.result
    return list(files_of(rig.shipped().papers, rig.FLOW, turn.answers, rig.TODAY, turn.result.documents))


def order(wrap: Wrap = Wrap.PDF) -> Order:
    return Order(flow=rig.FLOW, answers=rig.example(0).answers, day=rig.TODAY, papers=rig.documents(), wrap=wrap)


def test_a_result_gives_one_set_to_read_and_one_to_edit() -> None:
    assert [(file.name, file.media_type) for file in files()] == [
        ("설립 서류.pdf", "application/pdf"),
        ("설립 서류.zip", "application/zip"),
    ]


def test_a_reference_can_be_read_back() -> None:
    assert [read_order(file.ref) for file in files()] == [order(Wrap.PDF), order(Wrap.ZIP)]


def test_unknown_papers_give_no_file() -> None:
    assert list(files_of(rig.shipped().papers, rig.FLOW, (), rig.TODAY, ("gone",))) == []


@pytest.mark.parametrize("ref", ["", "other", "paper:", "paper:[]", "paper:{}", 'paper:{"flow":1}', "paper:" + "[" * 9000])
def test_a_reference_that_is_not_ours_is_no_order(ref: str) -> None:
    assert read_order(ref) is None


def test_the_same_answers_make_the_same_job_on_another_day() -> None:
    first = job_of(order(), rig.shipped().papers, rig.shipped().book)
    assert first == job_of(order(), rig.shipped().papers, rig.shipped().book)
    assert first
    assert [sheet["file"] for sheet in first["sheets"]][:2] == ["1-정관(안)", "2-창립총회-개최공고"]
    assert first["sheets"][0]["context"]["today"] == "2026년 11월 25일"


def test_a_flow_that_is_gone_gives_no_job() -> None:
    assert job_of(replace(order(), flow="gone"), rig.shipped().papers, rig.shipped().book) is None
