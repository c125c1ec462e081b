from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import TemplateError

from bot.papers.cleaning import clean
from bot.papers.docx import environment, fill, packed


def template(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def texts(document: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(BytesIO(document)).paragraphs]


def test_the_same_answers_make_the_same_file() -> None:
    blank = template("{{ name }}")
    assert fill(blank, {"name": "가"}) == fill(blank, {"name": "가"})
    assert texts(fill(blank, {"name": "가 & <b>"})) == ["가 & <b>"]


@pytest.mark.parametrize("line", ["{{ nobody }}", "{% for %}", "{{ ''.__class__.__mro__ }}", "{{ range(9) }}"])
def test_a_template_that_asks_for_more_than_words_is_refused(line: str) -> None:
    with pytest.raises(TemplateError):
        fill(template(line), {"name": "가"})


NASTY = ["{{ 7*7 }}", "{% raw %}", "</w:t>", "]]>", "{_{ x }_}", "&lt;", "\ufffe", "\ud800", "\x1b[31m"]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=120) | st.sampled_from(NASTY), min_size=10, max_size=60))
def test_words_of_a_person_stand_as_they_are(typed: list[str]) -> None:
    words = [clean(text) for text in typed]
    filled = fill(template("{%p for word in words %}", "[{{ word }}]", "{%p endfor %}"), {"words": words})
    assert texts(filled) == [f"[{word}]" for word in words]


def test_no_function_is_within_reach_of_a_template() -> None:
    assert not environment().globals


def test_an_archive_holds_every_file() -> None:
    with ZipFile(BytesIO(packed({"가.docx": b"1", "나.pdf": b"2"}))) as archive:
        assert archive.namelist() == ["가.docx", "나.pdf"]
