"""The documents keep what they promise: links lead somewhere, every setting and decision is listed, the drawn table is the real one."""

import re
from pathlib import Path

import pytest

from bot.cli import main
from bot.settings import Settings
from desk.ticket import draw

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
_LINK = re.compile(r"\]\(([^)#\s]+)|(?:src|href)=\"([^\"]+)\"")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = [one or other for one, other in _LINK.findall(page.read_text())]
    assert [link for link in links if not link.startswith("http") and not (page.parent / link).exists()] == []


def test_every_setting_is_described() -> None:
    text = (ROOT / "docs/operating.md").read_text()
    assert [name for name in Settings.model_fields if f"`DURE_{name.upper()}`" not in text] == []


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs/decisions"
    index = (folder / "README.md").read_text()
    assert [page.name for page in folder.glob("*.md") if page.name != "README.md" and f"({page.name})" not in index] == []


def test_the_ticket_table_is_drawn_as_it_is() -> None:
    assert draw() in (ROOT / "docs/ticket-states.md").read_text()


def test_the_commands_of_the_readme_exist() -> None:
    named = set(re.findall(r"bin/dure (\w+)", (ROOT / "README.md").read_text()))
    assert named
    assert named <= set(main.commands)
