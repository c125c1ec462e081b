"""What a start must not load: every module is time before the first answer and memory for good."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["telegram", "aiohttp", "holidays", "flows.forms", "prompt_toolkit", "docxtpl", "typst"])
def test_the_service_without_a_token_does_not_load(module: str) -> None:
    code = f"import sys, bot.cli, bot.server; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
