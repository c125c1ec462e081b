"""Every command of the command line, on the small content and a database in a folder of its own."""

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog
from click.testing import CliRunner, Result

from bot.cli import main
from tests.bot.small_content import HOURS, write_content

Run = Callable[..., Result]
PASSWORD = "맑은 강물이 흐르는 들판 27"


@pytest.fixture
def dure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    write_content(tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DURE_CONTENT_DIR", str(tmp_path / "content"))
    monkeypatch.setenv("DURE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("DURE_DATABASE_URL", f"sqlite:///{tmp_path}/dure.db")
    monkeypatch.delenv("DURE_SECRET_KEY", raising=False)
    root, handlers, level, config = logging.getLogger(), logging.getLogger().handlers[:], logging.getLogger().level, structlog.get_config()

    def run(*arguments: str, input: str = "", code: int = 0) -> Result:
        result = CliRunner().invoke(main, list(arguments), input=input)
        assert result.exit_code == code, result.output
        return result

    yield run
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**config)


def test_asking_for_a_person_and_for_a_machine(dure: Run) -> None:
    assert "members-min" in dure("ask", "최소 인원이 몇 명이에요").output
    lines = dure("ask", "--jsonl", input="최소 인원이 몇 명이에요\n\n쿩쿩\n").output.splitlines()
    first, second = map(json.loads, lines)
    assert (first["decision"], first["entry"]) == ("answer", "members-min")
    assert {"question", "decision", "entry", "confidence", "hits", "repaired"} <= set(first)
    assert second["entry"] is None


def test_asking_another_folder(dure: Run, tmp_path: Path) -> None:
    assert "members-min" in dure("ask", "최소 인원이 몇 명이에요", "--content", str(tmp_path / "content" / "faq")).output
    dure("ask", "x", "--content", str(tmp_path / "gone"), code=2)


def test_talking(dure: Run) -> None:
    said = [
        {"person": "p1", "text": "최소 인원이 몇 명이에요"},
        {"person": "p1", "choice": "1"},
        {"person": "p1", "text": "1"},
        {"text": "x"},
    ]
    output = dure("talk", "--jsonl", input="\n".join(map(json.dumps, said))).output
    answer, _, _, broken = map(json.loads, output.splitlines())
    assert answer["person"] == "p1"
    assert answer["replies"][0]["kind"] == "card"
    assert "협동조합 기본법 제15조" in answer["replies"][0]["text"]
    assert (answer["holder"], answer["flow"], answer["step"], answer["ticket"]) == ("bot", None, None, None)
    assert "error" in broken


def test_talking_inside_a_flow(dure: Run) -> None:
    line = json.loads(dure("talk", "--jsonl", input='{"person": "p1", "text": "짧은 안내 해 주세요"}').output)
    assert (line["holder"], line["flow"], line["step"]) == ("flow", "small", "members")


def test_checking(dure: Run, tmp_path: Path) -> None:
    dure("check", str(tmp_path / "content"))
    write_content(tmp_path / "content", {"bot/hours.yaml": HOURS.replace("18:00", "08:00")})
    assert "hours.yaml:2:" in dure("check", str(tmp_path / "content"), code=1).output
    finding = json.loads(dure("check", str(tmp_path / "content"), "--json", code=1).output.splitlines()[0])
    assert (finding["line"], finding["code"]) == (2, "bad_hours")


def test_broken_content_ends_a_command_with_its_place(dure: Run, tmp_path: Path) -> None:
    write_content(tmp_path / "content", {"bot/hours.yaml": HOURS.replace("18:00", "08:00")})
    assert "hours.yaml:2" in dure("ask", "x", code=1).output


def test_looking_at_questions_and_flows(dure: Run) -> None:
    assert "members-min" in dure("faq", "find", "최소 인원이 몇 명이에요").output
    assert dure("flows", "list").output.startswith("small ")
    assert "members" in dure("flows", "graph", "small").output
    assert "dure flows list" in dure("flows", "graph", "gone", code=2).output


def test_the_database_is_made_saved_filled_and_verified(dure: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dure("db", "verify", code=1)
    dure("db", "migrate")
    dure("staff", "add", "김상담", "--login", "kim", "--password", PASSWORD)
    dure("db", "backup", str(tmp_path / "saved"))
    assert "No damage" in dure("db", "verify").output
    monkeypatch.setenv("DURE_DATABASE_URL", f"sqlite:///{tmp_path}/other.db")
    dure("db", "migrate")
    dure("db", "restore", str(tmp_path / "saved"))
    assert "김상담" in dure("staff", "list").output


def test_accounts_are_added_listed_closed_and_opened(dure: Run) -> None:
    dure("staff", "add", "김상담", "--login", "kim", "--telegram", "77", "--password", PASSWORD)
    assert dure("staff", "list").output.split() == ["kim", "counselor", "77", "김상담"]
    dure("staff", "disable", "kim")
    assert "disabled" in dure("staff", "list").output
    dure("staff", "reset", "kim", "--password", f"{PASSWORD}!")
    assert "disabled" not in dure("staff", "list").output


def test_a_password_is_made_when_none_is_given(dure: Run) -> None:
    assert "Password: " in dure("staff", "add", "김상담", "--login", "kim", input="\n").output


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("add", "이", "--login", "lee", "--password", "short"), id="weak password"),
        pytest.param(("add", "이", "--login", "lee", "--role", "king", "--password", PASSWORD), id="no such role"),
        pytest.param(("disable", "gone"), id="nobody to close"),
        pytest.param(("reset", "gone", "--password", PASSWORD), id="nobody to open"),
    ],
)
def test_what_cannot_be_done_with_accounts(dure: Run, arguments: tuple[str, ...]) -> None:
    dure("db", "migrate")
    dure("staff", *arguments, code=2)


def test_a_login_is_given_once(dure: Run) -> None:
    dure("staff", "add", "김", "--login", "kim", "--password", PASSWORD)
    assert "LoginTaken" in dure("staff", "add", "이", "--login", "kim", "--password", PASSWORD, code=1).output


def test_serving_needs_a_key(dure: Run) -> None:
    assert "DURE_SECRET_KEY" in dure("serve", code=2).output


def test_every_command_explains_itself(dure: Run) -> None:
    for command in main.commands:
        assert len(dure(command, "--help").output.splitlines()) > 3
