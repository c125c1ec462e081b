"""`dure chat` as a whole: lines go in, replies come out, and the file keeps the conversation."""

import os
import subprocess
import sys
from pathlib import Path

from tests.fakes.library import CACHE


def chat(path: Path, *lines: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat", "--data", str(path)],
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        text=True,
        timeout=180,
        check=True,
        env={**os.environ, "DURE_CACHE_DIR": str(CACHE)},
    )
    assert "Traceback" not in done.stderr
    return done.stdout


def test_a_question_is_answered_and_a_ticket_is_remembered(tmp_path: Path) -> None:
    first = chat(tmp_path / "chat.db", "협동조합은 몇명부터 만들수 있나요", "상담원")
    assert "협동조합 기본법 제15조" in first
    assert "접수 번호" in first
    assert "/console/login?code=" in first
    assert "이미" in chat(tmp_path / "chat.db", "상담원")
