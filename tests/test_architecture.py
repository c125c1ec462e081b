"""Limits and habits that the linters do not know: sizes, mirrored tests, words outside code, phrases that are used."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "desk", "faq", "flows", "storage")
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 400, 60
HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")

#: Tables of the language itself: what people write, not what the program says.
LANGUAGE_TABLES = {
    "desk/privacy.py": "no words: signs between digits",
    "bot/consent.py": "yes, no and what is supposed",
    "bot/wishes.py": "how a human is called, and what else is wished of the desk",
    "faq/cries.py": "how people say that they are hurt",
    "faq/hangul.py": "letters and syllables",
    "faq/laws.py": "how articles of the law are written",
    "faq/manners.py": "how greetings and complaints are recognised",
    "faq/noise.py": "words without meaning for a question",
    "faq/policy.py": "words that join two questions",
    "faq/pieces.py": "how sentences end and go on",
    "faq/quoting.py": "what a short follow-up asks for",
    "faq/repair.py": "keyboard and spelling",
    "faq/text.py": "endings and particles",
    "faq/thesaurus.py": "particles",
    "faq/wordlist.py": "spellings that are right",
    "flows/amounts.py": "names of numbers",
    "flows/answers.py": "yes and no",
    "flows/choice_words.py": "what stands around a choice",
    "flows/choices.py": "how a choice is named",
    "flows/corrections.py": "how an answer is taken back",
    "flows/days.py": "names of days",
    "flows/day_parts.py": "the signs of year, month and day",
    "flows/day_words.py": "days, periods and hours",
    "flows/doubts.py": "how a question ends",
    "flows/halves.py": "units typed alone",
    "flows/language.py": "commands, yes and no, particles",
    "flows/measures.py": "what an amount is the amount of",
    "flows/naming.py": "how a name is told",
    "flows/number_words.py": "numbers, amounts and percents",
    "flows/opening.py": "values in a sentence",
    "flows/periods.py": "names of spans",
    "flows/sentences.py": "particles",
    "flows/values.py": "units",
    "flows/wording.py": "particles after a filled-in word",
    "flows/calculators/insurance.py": "names of rates in the law",
    "bot/router.py": "the counter after a typed number",
    "bot/channels/splitting.py": "letters that belong to the one before",
    "bot/channels/visible.py": "letters that no font shows",
}
#: Longer than 400 lines, and why.
LONG_FILES: dict[str, str] = {}
#: Modules without a test file of their own, and where they are tested.
TESTED_ELSEWHERE = {
    "bot/__main__.py": "two lines that call the command line",
    "bot/app.py": "wiring; tests/crash and tests/browser run it",
    "bot/server.py": "tests/crash starts and kills it",
    "bot/demo.py": "tests/browser runs it",
    "bot/findings.py": "tests/bot/test_check.py reads every sentence",
    "bot/flow_files.py": "tests/bot/test_check.py breaks every kind of file",
    "bot/check_basis.py": "tests/bot/test_check.py",
    "bot/check_faq.py": "tests/bot/test_check.py",
    "bot/check_rates.py": "tests/bot/test_check.py",
    "bot/check_speech.py": "tests/bot/test_check.py",
    "bot/review.py": "tests/bot/test_check.py does it whole, tests/bot/test_gate.py in part",
    "bot/telegram_app.py": "tests/crash runs it against a strict fake",
    "bot/channels/base.py": "types only",
    "bot/channels/kakao_payload.py": "tests/bot/channels/test_kakao.py",
    "bot/channels/kakao_shelf.py": "tests/bot/channels/test_kakao.py",
    "bot/channels/kakao_template.py": "tests/bot/channels/test_kakao.py",
    "bot/channels/telegram_arrivals.py": "tests/bot/channels/test_telegram_polling.py and _webhook",
    "bot/channels/telegram_config.py": "four values; test_telegram.py",
    "bot/channels/telegram_errors.py": "tests/bot/channels/test_telegram.py has a row for each",
    "bot/channels/telegram_request.py": "tests/bot/channels/test_telegram.py sends through it",
    "bot/console/forms.py": "tests/bot/console/test_routes.py",
    "bot/console/tables.py": "tests/bot/console/test_routes.py",
    "bot/console/views.py": "tests/bot/console/test_routes.py",
    "storage/database.py": "the promise both engines keep; test_sqlite.py and test_postgres.py",
    "storage/open.py": "every storage test opens through it",
    "storage/audit.py": "test_work.py writes and test_retention.py forgets it",
    "storage/conversations.py": "test_work.py saves and loads",
    "storage/messages.py": "test_work.py writes and reads",
    "storage/moves.py": "test_outbox.py moves a group",
    "storage/places.py": "test_outbox.py keeps cards and topics",
    "storage/rooms.py": "test_outbox.py: the order within a room",
    "storage/sqlite_file.py": "test_sqlite.py opens, locks and damages files",
    "storage/unanswered.py": "test_work.py writes and test_retention.py forgets it",
    "storage/verify.py": "test_backup.py verifies sound and damaged databases",
    "storage/workers.py": "test_inbox.py and test_outbox.py: dead and living workers",
    "storage/faults.py": "tests/crash kills at each point",
}
#: Rooms whose mirror is written by whoever writes the room.
MIRRORED = ("bot", "desk", "storage")
#: Whole folders tested by what they make instead of module by module, and single commands of the command line.
TESTED_TOGETHER = ("bot/papers/", "bot/cli_")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def strings(source: str) -> Iterator[tuple[int, str]]:
    """Text in the code that is no docstring."""
    tree = ast.parse(source)
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            yield node.lineno, node.value


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_file_is_short_enough_to_be_read_at_once(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_FILE or name(path) in LONG_FILES, f"{name(path)} has {lines} lines"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_function_fits_a_screen(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{name(path)}: {node.name} has {length} lines"


@pytest.mark.parametrize("path", [path for path in MODULES if path.parts[len(ROOT.parts)] in MIRRORED], ids=name)
def test_a_module_has_a_test_file_of_its_own(path: Path) -> None:
    if path.name == "__init__.py" or name(path).startswith(TESTED_TOGETHER):
        return
    mirror = ROOT / "tests" / path.relative_to(ROOT).parent / f"test_{path.name}"
    assert mirror.exists() != (name(path) in TESTED_ELSEWHERE), f"{name(path)}: write {name(mirror)}, or correct TESTED_ELSEWHERE"


@pytest.mark.parametrize("path", [path for path in MODULES if name(path) not in LANGUAGE_TABLES], ids=name)
def test_no_korean_in_code(path: Path) -> None:
    found = [(line, text) for line, text in strings(path.read_text(encoding="utf-8")) if HANGUL.search(text)]
    assert not found, f"{name(path)}: words belong into content/: {found[:3]}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_nothing_prints(path: Path) -> None:
    if name(path) in {"bot/chat.py", "bot/papers/worker.py"}:
        return  # the terminal is its screen; a child process speaks by its standard output
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    assert not [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_promises_in_comments(path: Path) -> None:
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
    assert not [token.start for token in tokens if token.type == tokenize.COMMENT and re.search("TODO|FIXME|XXX", token.string)]


def test_the_lists_of_exceptions_name_files_that_exist() -> None:
    listed = [*LANGUAGE_TABLES, *LONG_FILES, *TESTED_ELSEWHERE]
    assert not [path for path in listed if not (ROOT / path).exists()]


# --- phrases ---

PHRASES = yaml.safe_load((ROOT / "bot/content/phrases.yaml").read_text(encoding="utf-8"))["phrases"]
BOT = "\n".join(text for path in (ROOT / "bot").rglob("*.py") for _, text in strings(path.read_text(encoding="utf-8")))
#: Names that are put together: beginning -> the file in which it happens.
BUILT = {"button_": "voice.py", "state_": "commands.py", "topic_": "voice.py", "manner_": "faq_turn.py", "command_": "telegram.py"}
#: A call whose first argument is the name of a phrase; `button` names its label's second half.
CALL = re.compile(r"(?:voice\.(?:say|text|offer)|\.button|self\._say)\(\s*\"([a-z_]+)\"")


def test_every_phrase_is_used() -> None:
    texts = set(BOT.split("\n"))
    unused = [phrase for phrase in PHRASES if phrase not in texts and not phrase.startswith(tuple(BUILT))]
    assert not unused


def test_every_phrase_that_is_used_exists() -> None:
    missing = []
    for path in (ROOT / "bot").rglob("*.py"):
        for match in CALL.finditer(path.read_text(encoding="utf-8")):
            wanted = f"button_{match.group(1)}" if ".button(" in match.group() else match.group(1)
            if wanted not in PHRASES:
                missing.append((name(path), wanted))
    assert not missing


def test_every_button_label_is_used() -> None:
    used = {match.group(1) for path in (ROOT / "bot").rglob("*.py") for match in CALL.finditer(path.read_text()) if ".button(" in match[0]}
    used |= {text.removeprefix("button_") for text in BOT.split("\n")}
    unused = {phrase.removeprefix("button_") for phrase in PHRASES if phrase.startswith("button_")} - used
    assert not unused


def test_names_that_are_put_together_are_put_together_there() -> None:
    for beginning, file in BUILT.items():
        places = [path for path in (ROOT / "bot").rglob(file) if beginning in path.read_text(encoding="utf-8")]
        assert places, f"{beginning}... is no longer made in {file}"
