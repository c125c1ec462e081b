"""Sets blocks as PDF with our own Korean type. Words reach the typesetter as data only, never as its markup."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import typst

from bot.papers.blocks import Sheet

_HERE = Path(__file__).parent


def pdf_of(sheets: Sequence[Sheet], title: str) -> bytes:
    """One PDF of all sheets, each with its own footer and page numbers."""
    return compiled("paper.typ", {"title": title, "sheets": list(sheets)})


def compiled(template: str, content: Mapping[str, object], form: Literal["pdf", "png"] = "pdf", ppi: float = 144.0) -> bytes:
    """What a typst template makes of the content. Raises typst.TypstError when the template has a mistake."""
    inputs = {"content": json.dumps(content, ensure_ascii=False)}
    made = typst.compile(
        str(_HERE / template), root=str(_HERE), font_paths=_fonts(), ignore_system_fonts=True, format=form, ppi=ppi, sys_inputs=inputs
    )
    return _one(made)


def _one(made: object) -> bytes:
    if isinstance(made, list):
        # Several pages as pictures: our templates that become pictures have one page.
        made = made[0]
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> list[str]:
    """The folder of the type that comes with the program, whatever the machine has."""
    return [str(_HERE / "fonts")]
