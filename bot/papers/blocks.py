"""Reads a filled Word document into plain blocks, from which the PDF is set: one template, two files."""

from collections.abc import Iterator
from io import BytesIO
from typing import TypedDict

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tbl, CT_Tc
from docx.oxml.text.paragraph import CT_P
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_ALIGN = {WD_ALIGN_PARAGRAPH.CENTER: "center", WD_ALIGN_PARAGRAPH.RIGHT: "right"}
#: Twentieths of a point.
_TWIPS = 20
_BODY = 10.5


class Piece(TypedDict):
    """Text of one look."""

    text: str
    bold: bool
    size: float


class Line(TypedDict):
    """A paragraph."""

    kind: str
    pieces: list[Piece]
    align: str
    before: float
    after: float
    indent: float
    #: Stays on the page of what follows.
    keep: bool


class Cell(TypedDict):
    """A cell of a table; `across` and `down` say how many it covers."""

    across: int
    down: int
    fill: str
    lines: list[Line]


class Table(TypedDict):
    """A table; a cell that another one covers is left out."""

    kind: str
    widths: list[float]
    heads: int
    heights: list[float]
    rows: list[list[Cell]]


class Sheet(TypedDict):
    """One document."""

    blocks: list["Line | Table"]
    footer: str


def sheet_of(document: bytes) -> Sheet:
    """The blocks of a document in their order, and its footer."""
    read = Document(BytesIO(document))
    blocks: list[Line | Table] = []
    for element in read.element.body.iterchildren():
        if isinstance(element, CT_P):
            blocks.append(_line(Paragraph(element, read._body)))
        elif isinstance(element, CT_Tbl):
            blocks.append(_table(element, read._body))
    footer = " ".join(paragraph.text for paragraph in read.sections[0].footer.paragraphs)
    return Sheet(blocks=blocks, footer=footer)


def _line(paragraph: Paragraph) -> Line:
    form, styles = paragraph.paragraph_format, list(_styles(paragraph))
    forms = [form, *(style.paragraph_format for style in styles)]
    align = next((one.alignment for one in forms if one.alignment is not None), None)
    before = next((one.space_before for one in forms if one.space_before is not None), None)
    after = next((one.space_after for one in forms if one.space_after is not None), None)
    return Line(
        kind="line",
        pieces=[_piece(run, styles) for run in paragraph.runs if run.text],
        align=_ALIGN.get(align, "left") if align is not None else "left",
        before=before.pt if before is not None else 0.0,
        after=after.pt if after is not None else 0.0,
        keep=next((one.keep_with_next for one in forms if one.keep_with_next is not None), False),
        indent=form.left_indent.pt if form.left_indent is not None else 0.0,
    )


def _styles(paragraph: Paragraph) -> Iterator[ParagraphStyle]:
    """The paragraph's style and those it is based on."""
    style: object = paragraph.style
    while isinstance(style, ParagraphStyle):
        yield style
        style = style.base_style


def _piece(run: Run, styles: list[ParagraphStyle]) -> Piece:
    fonts = [run.font, *(style.font for style in styles)]
    size = next((font.size for font in fonts if font.size is not None), None)
    bold = next((font.bold for font in fonts if font.bold is not None), False)
    return Piece(text=run.text, bold=bool(bold), size=size.pt if size is not None else _BODY)


def _table(table: CT_Tbl, parent: object) -> Table:
    widths = [int(column.get(qn("w:w")) or 0) / _TWIPS for column in table.tblGrid.gridCol_lst]
    rows = list(table.tr_lst)
    return Table(
        kind="table",
        widths=widths,
        heads=sum(1 for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None),
        heights=[_height(row) for row in rows],
        rows=[[_cell(cell, rows, number, parent) for cell in row.tc_lst if cell.vMerge != "continue"] for number, row in enumerate(rows)],
    )


def _height(row: CT_Row) -> float:
    height = row.trHeight_val
    return height.pt if height is not None else 0.0


def _cell(cell: CT_Tc, rows: list[CT_Row], number: int, parent: object) -> Cell:
    shade = cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
    fill = shade.get(qn("w:fill")) if shade is not None else ""
    return Cell(
        across=cell.grid_span,
        down=_down(cell, rows[number + 1 :]) if cell.vMerge == "restart" else 1,
        fill=fill if fill and fill != "auto" else "",
        lines=[_line(Paragraph(element, parent)) for element in cell.iterchildren() if isinstance(element, CT_P)],  # type: ignore[arg-type]  # any part of the document gives the styles
    )


def _down(cell: CT_Tc, below: list[CT_Row]) -> int:
    """How many rows a merged cell covers."""
    count = 1
    for row in below:
        under = next((one for one in row.tc_lst if one.grid_offset == cell.grid_offset), None)
        if under is None or under.vMerge != "continue":
            break
        count += 1
    return count
