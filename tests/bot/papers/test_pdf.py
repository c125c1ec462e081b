from io import BytesIO

import pytest
from docx import Document
from docx.shared import Mm
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.papers.blocks import sheet_of
from bot.papers.pdf import pdf_of


def document(text: str) -> bytes:
    made, saved = Document(), BytesIO()
    made.add_heading("제목", level=1)
    made.add_paragraph(text)
    table = made.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = text
    table.cell(0, 1).merge(table.cell(0, 2)).text = "넓은 칸"
    table.rows[1].height = Mm(10)
    made.sections[0].footer.paragraphs[0].text = "아래"
    made.save(saved)
    return saved.getvalue()


def test_a_document_is_read_into_blocks() -> None:
    sheet = sheet_of(document("가나다"))
    assert sheet["footer"] == "아래"
    assert [block["kind"] for block in sheet["blocks"]] == ["line", "line", "table"]
    table = sheet["blocks"][2]
    assert table["kind"] == "table"
    cells = [(cell["across"], cell["down"]) for row in table["rows"] for cell in row]  # type: ignore[typeddict-item]  # the kind was asked
    assert cells == [(1, 2), (2, 1), (1, 1), (1, 1)]


@pytest.mark.parametrize("text", ['#import "x"', "$ 1/0 $", "*bold* _x_ @ref <label>", "```", "\\", "[", "// 주석"])
def test_markup_of_the_typesetter_is_only_words(text: str) -> None:
    assert pdf_of([sheet_of(document(text))], text).startswith(b"%PDF-")


#: What XML can hold at all.
SIGNS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\ufffe\uffff")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\ufffe\uffff"), max_size=60)
)
def test_every_text_can_be_set(text: str) -> None:
    assert pdf_of([sheet_of(document(text))], text).startswith(b"%PDF-")


def test_the_same_blocks_make_the_same_file() -> None:
    sheets = [sheet_of(document("가나다"))]
    assert pdf_of(sheets, "가") == pdf_of(sheets, "가")
