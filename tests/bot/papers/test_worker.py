import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from bot.papers import worker
from bot.papers.jobs import Job, Wrap
from tests.bot.papers import rig


def words_of(document: bytes) -> str:
    read = Document(BytesIO(document))
    cells = (cell.text for table in read.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in read.paragraphs), *cells])


def job(number: int, wrap: Wrap, *ids: str) -> Job:
    made = rig.desk(number).job(ids or rig.documents(), wrap, "설립 서류")
    found: Job = json.loads(json.dumps(made))
    return found


def test_the_archive_holds_every_paper_twice() -> None:
    with ZipFile(BytesIO(worker.perform(job(0, Wrap.ZIP)))) as archive:
        names = archive.namelist()
        assert len(names) == 18
        articles = words_of(archive.read("1-정관(안).docx"))
        officers = words_of(archive.read("4-임원명부.docx"))
        assert all(archive.read(name).startswith(b"%PDF-") for name in names if name.endswith(".pdf"))
    assert "햇살마을협동조합 정관(안)" in articles
    assert "아직 빠진 것" not in articles
    assert "{" not in articles
    assert "주민등록번호" in officers


def test_every_unanswered_paper_says_what_is_missing() -> None:
    with ZipFile(BytesIO(worker.perform(job(1, Wrap.ZIP)))) as archive:
        papers = [words_of(archive.read(name)) for name in archive.namelist() if name.endswith(".docx")]
    assert all("아직 빠진 것" in words and "조합 이름" in words for words in papers)


def test_all_fifteen_matters_of_the_law_stand_in_the_articles() -> None:
    # 협동조합 기본법 제16조 제1항, F-303.
    with ZipFile(BytesIO(worker.perform(job(0, Wrap.ZIP, "articles")))) as archive:
        words = words_of(archive.read("1-정관(안).docx"))
    first = "목적,명칭,주된 사무소,조합원의 자격,대리인의 자격,가입,탈퇴,제명,출자 1좌의 금액과 한도,우선출자"
    second = "납입 방법과 시기,출자금의 양도,조합원의 권리,조합원의 의무,손실금의 처리,잉여금의 배당,법정적립금,사업,회계연도와 회계,총회"
    third = "이사회,임원,공고 방법,해산"
    wanted = (*first.split(","), *second.split(","), *third.split(","))
    assert [name for name in wanted if f"({name})" not in words] == []


def test_a_template_that_staff_have_broken_gives_way_to_the_shipped_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notice.docx").write_bytes(b"no Word file")
    broken = job(0, Wrap.ZIP, "notice") | {"folder": str(tmp_path)}
    with ZipFile(BytesIO(worker.perform(broken))) as archive:
        assert "창립총회 개최 공고" in words_of(archive.read("2-창립총회-개최공고.docx"))
    assert capsys.readouterr().err == "template notice.docx: BadZipFile\n"


def test_a_template_that_nobody_has_is_an_error(tmp_path: Path) -> None:
    lost = job(0, Wrap.ZIP, "notice") | {"folder": str(tmp_path)}
    lost["sheets"][0]["template"] = "../gone.docx"
    with pytest.raises(FileNotFoundError):
        worker.perform(lost)
