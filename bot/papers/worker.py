"""The rendering process: one job as JSON comes in, one file goes out. It holds nobody up and leaves no memory behind."""

import json
import os
import sys
from pathlib import Path

from bot.papers import docx, pdf
from bot.papers.blocks import sheet_of
from bot.papers.jobs import Job, Sheet, Wrap

SHIPPED = Path(__file__).parents[2] / "flows" / "content" / "papers"


def perform(job: Job) -> bytes:
    """The file that a job asks for. Raises whatever a broken template raises."""
    if "line" in job:
        return pdf.compiled("timeline.typ", job["line"], "png" if job["wrap"] == Wrap.PNG else "pdf")
    documents = {sheet["file"]: _filled(Path(job["folder"]), sheet) for sheet in job["sheets"]}
    if job["wrap"] == Wrap.PDF:
        return pdf.pdf_of([sheet_of(document) for document in documents.values()], job["title"])
    files: dict[str, bytes] = {}
    for name, document in documents.items():
        files[f"{name}.docx"] = document
        files[f"{name}.pdf"] = pdf.pdf_of([sheet_of(document)], name)
    return docx.packed(files)


def _filled(folder: Path, sheet: Sheet) -> bytes:
    """A filled template of the content's folder; where staff have just broken one, the template that came with the program."""
    # Nothing but the name counts: no template lies outside the folder.
    name = Path(sheet["template"]).name
    try:
        return docx.fill((folder / name).read_bytes(), sheet["context"])
    except Exception as error:
        if folder.resolve() == SHIPPED.resolve() or not (SHIPPED / name).is_file():
            raise
        print(f"template {name}: {type(error).__name__}", file=sys.stderr)
    return docx.fill((SHIPPED / name).read_bytes(), sheet["context"])


def main() -> None:
    """Read the job, write the file; conversations have the machine first."""
    if hasattr(os, "nice"):
        os.nice(10)
    sys.stdout.buffer.write(perform(json.load(sys.stdin.buffer)))


if __name__ == "__main__":
    main()
