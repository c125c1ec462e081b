from dataclasses import replace

import pytest

from bot.papers.jobs import Wrap
from bot.papers.orders import Order, files_of, made_now, read_order
from desk.messages import File
from flows.engine import Answers as Kept
from flows.results import Result
from tests.bot.papers import rig


def result_of(number: int) -> Result:
    result = rig.example(number).result
    assert result
    return result


def files(number: int = 0) -> list[File]:
    return list(files_of(rig.shipped().papers, result_of(number), rig.example(number).answers, rig.TODAY))


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
    result = replace(result_of(0), documents=("gone",))
    assert list(files_of(rig.shipped().papers, result, (), rig.TODAY)) == []


@pytest.mark.parametrize("ref", ["", "other", "paper:", "paper:[]", "paper:{}", 'paper:{"flow":1}', "paper:" + "[" * 9000])
def test_a_reference_that_is_not_ours_is_no_order(ref: str) -> None:
    assert read_order(ref) is None


def test_the_same_answers_make_the_same_job_on_another_day() -> None:
    first = made_now(order(), rig.shipped().papers, rig.shipped().book)
    assert first == made_now(order(), rig.shipped().papers, rig.shipped().book)
    assert isinstance(first, dict)
    assert [sheet["file"] for sheet in first["sheets"]][:2] == ["1-정관(안)", "2-창립총회-개최공고"]
    assert first["sheets"][0]["context"]["today"] == "2026년 11월 25일"


def test_a_flow_that_is_gone_gives_no_job() -> None:
    assert made_now(replace(order(), flow="gone"), rig.shipped().papers, rig.shipped().book) is None


def planned(**changed: str) -> tuple[Result, Kept]:
    said = {"kind": "cooperative", "by": "start", "start": "2026-12-01", "employees": "no", "remind": "no"} | changed
    kept = tuple(said.items())
    result = rig.shipped().book.resume("founding-schedule", kept, rig.TODAY).result
    assert result
    return result, kept


def schedule_files(**changed: str) -> list[File]:
    result, kept = planned(**changed)
    return list(files_of(rig.shipped().papers, result, kept, rig.TODAY))


def test_a_schedule_goes_along_as_picture_page_and_calendar() -> None:
    assert [(file.name, file.media_type) for file in schedule_files()] == [
        ("설립 일정.png", "image/png"),
        ("설립 일정.pdf", "application/pdf"),
        ("설립 일정.ics", "text/calendar"),
    ]


@pytest.mark.parametrize(("remind", "reminds"), [("yes", True), ("no", False)])
def test_a_calendar_is_made_at_once_and_reminds_only_when_wanted(remind: str, reminds: bool) -> None:
    kept = read_order(schedule_files(remind=remind)[2].ref)
    assert kept
    made = made_now(kept, rig.shipped().papers, rig.shipped().book)
    assert isinstance(made, bytes)
    assert made.startswith(b"BEGIN:VCALENDAR\r\n")
    assert (b"VALARM" in made) is reminds


def test_a_picture_is_drawn_later() -> None:
    kept = read_order(schedule_files()[0].ref)
    assert kept
    job = made_now(kept, rig.shipped().papers, rig.shipped().book)
    assert isinstance(job, dict)
    assert not job["line"]["wide"]
    assert len(job["line"]["stops"]) > 8
