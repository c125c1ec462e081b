"""The commands for staff, on a copy of content."""

import asyncio
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.cli_entries import _rests_on
from desk.messages import ConversationId
from storage import unanswered
from storage.migrate import migrate
from storage.open import open_database
from storage.unanswered import Unanswered
from tests.fakes.library import CONTENT


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    monkeypatch.setenv("DURE_CONTENT_DIR", str(folder))
    monkeypatch.setenv("DURE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("DURE_DATABASE_URL", f"sqlite:///{tmp_path / 'dure.db'}")
    return folder


def dure(*words: str, fails: bool = False) -> str:
    done = CliRunner().invoke(main, ["faq", *words], catch_exceptions=False)
    assert bool(done.exit_code) == fails, done.output
    return done.output


async def store(folder: Path, question: str) -> None:
    database = await open_database(f"sqlite:///{folder.parent / 'dure.db'}")
    await migrate(database)
    row = Unanswered(id="q1", conversation=ConversationId("c"), question=question, decision="none", offered=(), at=datetime.now(UTC))
    await database.transaction(lambda tx: unanswered.add(tx, row))
    await database.close()


def test_figures_and_reviews(content: Path) -> None:
    assert "entries" in dure("stats")
    assert "entries are due on 2000-01-01" in dure("stale", "--on", "2000-01-01")
    assert dure("stale", "--on", "2099-01-01").count("\n") > 1


def test_entries_that_rest_on_an_article(content: Path) -> None:
    assert "제15조" in dure("law", "제15조")
    assert dure("law", "제9999조") == "0 entries\n"


@pytest.mark.parametrize(
    ("basis", "wanted", "found"),
    [
        ("협동조합기본법제15조", "제15조", True),
        ("협동조합기본법제115조", "제15조", False),
        ("협동조합기본법제15조의2", "제15조", False),
        ("협동조합기본법제15조제1항", "제15조", True),
    ],
)
def test_an_article_is_not_part_of_another(basis: str, wanted: str, found: bool) -> None:
    assert _rests_on(basis, wanted) is found


def test_an_entry_is_started(content: Path) -> None:
    dure("new", "formation/fresh", "formation-fresh", "새 질문은 어떻게 적나요?", "--topic", "formation")
    text = (content / "faq/formation/fresh.yaml").read_text()
    assert "id: formation-fresh" in text
    assert "새 질문은 어떻게 적나요?" in text
    again = CliRunner().invoke(main, ["faq", "new", "formation/fresh", "formation-fresh", "또"])
    assert again.exit_code == 2


def test_a_gap_is_accepted_as_a_phrasing_or_rejected(content: Path) -> None:
    asyncio.run(store(content, "ㅁㄴ 김치 담그는 법"))
    dure("new", "formation/fresh", "formation-fresh", "새 질문은 어떻게 적나요?", "--topic", "formation")
    path = content / "faq/formation/fresh.yaml"
    before = path.read_text()
    assert "김치" in dure("gaps")
    dure("gaps", "--accept", "1", "--entry", "formation-fresh")
    assert "      - ㅁㄴ 김치 담그는 법\n" in path.read_text()
    assert set(before.splitlines()) < set(path.read_text().splitlines())


def test_a_rejected_gap_does_not_come_back(content: Path) -> None:
    (content / "faq/out-of-scope.yaml").write_text("out_of_scope:\n  - {kind: far, text: 오늘 날씨 어때}\n")
    asyncio.run(store(content, "ㅁㄴ 김치 담그는 법"))
    dure("gaps", "--reject", "1")
    assert "0 proposals" in dure("gaps")


def test_a_rejected_gap_is_recognised_from_then_on(content: Path) -> None:
    path = content / "faq/strangers.yaml"
    path.write_text("strangers:\n  - id: kitchen  # cooking\n    manner: food\n    asks:\n      - 된장찌개 끓이는 법\n")
    asyncio.run(store(content, "ㅁㄴ 김치 담그는 법"))
    assert "no topic" in dure("gaps", "--reject", "1", "--topic", "garden", fails=True)
    dure("gaps", "--reject", "1", "--topic", "kitchen")
    assert path.read_text().endswith("      - 된장찌개 끓이는 법\n      - ㅁㄴ 김치 담그는 법\n")
    assert "0 proposals" in dure("gaps")
