"""Says what is wrong with content in sentences for people who do not program."""

from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from bot.content_files import Problem, Tree, read_file
from flows.wording import fill

#: Worth a look, but people still get an answer: shown on demand, and no reason to keep content from going live.
HINTS = frozenset({"test_finds_other", "test_finds_nothing"})
SENTENCES = Path(__file__).parent / "content" / "findings.yaml"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """One problem as it is shown."""

    file: str
    line: int
    column: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"

    @property
    def is_hint(self) -> bool:
        """Whether the content may go live all the same."""
        return self.code in HINTS

    def as_json(self) -> dict[str, str | int]:
        """The finding for other programs."""
        return {**asdict(self), "level": "hint" if self.is_hint else "error"}


@cache
def sentences() -> dict[str, str]:
    """What is said for each code. These are the program's own and come with it, not with the content that is checked."""
    tree: Tree | None = read_file(SENTENCES, SENTENCES.name).tree
    assert isinstance(tree, dict)
    found = tree["findings"]
    assert isinstance(found, dict)
    return {code: text for code, text in found.items() if isinstance(text, str)}


def finding_of(problem: Problem, folder: str) -> Finding:
    """A problem in words; `folder` is where its room's content lies."""
    text = sentences().get(problem.code, problem.code)
    return Finding(
        file=f"{folder}/{problem.file}" if folder else problem.file,
        line=problem.position.line,
        column=problem.position.column,
        code=problem.code,
        message=" ".join(fill(text, lambda name: problem.details.get(name, "")).split()),
    )
