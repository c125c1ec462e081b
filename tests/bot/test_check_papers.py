"""What `dure check` says about papers."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from bot.check import check_content
from bot.findings import Finding
from tests.bot.small_content import write_content

TODAY = date(2026, 11, 25)
PAPERS = """papers:
  - id: articles
    title: 정관(안)
    file: 1-정관
    template: articles.docx
    needs: [members]
"""
WORDS = "words: {set: 서류}\nmissing: {members: 조합원 수}\n"


def template(text: str) -> bytes:
    document, made = Document(), BytesIO()
    document.add_paragraph(text)
    document.save(made)
    return made.getvalue()


def found(
    folder: Path, *, papers: str = PAPERS, words: str = WORDS, docx: bytes | None = b"", documents: str = "articles"
) -> list[Finding]:
    sources = write_content(folder)
    flow = folder / "flows" / "small.yaml"
    flow.write_text(flow.read_text().replace("  - id: few\n", f"  - id: few\n    documents: [{documents}]\n"))
    own = folder / "flows" / "papers"
    own.mkdir()
    (own / "papers.yaml").write_text(PAPERS)
    (own / "words.yaml").write_text(words)
    if docx is not None:
        (own / "articles.docx").write_bytes(docx or template("{{ members }}명"))
    return list(check_content(sources, TODAY))


def test_a_sound_paper_is_not_spoken_of(tmp_path: Path) -> None:
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("changed", "line", "said"),
    [
        ({"documents": "nobody"}, "small.yaml", "'nobody'라는 서류가 없어요."),
        ({"words": "words: {set: 서류}\nmissing: {}\n"}, "papers.yaml:6", "missing에 members를"),
        ({"docx": None}, "papers.yaml:5", "articles.docx 파일이 papers 폴더에 없어요."),
        ({"docx": template("{{ nobody }}")}, "papers.yaml:5", "'nobody' is undefined"),
        ({"docx": template("{% if members %}")}, "papers.yaml:5", "articles.docx 서식을 채울 수 없어요"),
        ({"docx": b"no Word file"}, "papers.yaml:5", "articles.docx 서식을 채울 수 없어요"),
    ],
    ids=["unknown paper", "no sentence", "no template", "unknown name", "open bracket", "no Word file"],
)
def test_a_paper_that_could_not_be_handed_over_is_named(tmp_path: Path, changed: dict[str, object], line: str, said: str) -> None:
    (finding,) = found(tmp_path, **changed)  # type: ignore[arg-type]  # one argument of `found` at a time
    assert line in str(finding)
    assert said in str(finding)
