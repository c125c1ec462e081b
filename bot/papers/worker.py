"""The rendering process: one job as JSON comes in, one file goes out. It holds nobody up and leaves no memory behind."""

import json
import os
import sys
from pathlib import Path

from bot.papers import docx, pdf
from bot.papers.blocks import sheet_of
from bot.papers.jobs import Job, Wrap


def perform(job: Job) -> bytes:
    """The file that a job asks for. Raises whatever a broken template raises."""
    folder = Path(job["folder"])
    if "line" in job:
        return pdf.compiled("timeline.typ", job["line"], "png" if job["wrap"] == Wrap.PNG else "pdf")
    documents = {
        sheet["file"]: docx.fill((folder / Path(sheet["template"]).name).read_bytes(), sheet["context"]) for sheet in job["sheets"]
    }
    if job["wrap"] == Wrap.PDF:
        return pdf.pdf_of([sheet_of(document) for document in documents.values()], job["title"])
    files: dict[str, bytes] = {}
    for name, document in documents.items():
        files[f"{name}.docx"] = document
        files[f"{name}.pdf"] = pdf.pdf_of([sheet_of(document)], name)
    return docx.packed(files)


def _template(folder: str, name: str) -> bytes:
    """A template of the content's folder and of no other."""
    return (Path(folder) / Path(name).name).read_bytes()


def main() -> None:
    """Read the job, write the file; conversations have the machine first."""
    if hasattr(os, "nice"):
        os.nice(10)
    sys.stdout.buffer.write(perform(json.load(sys.stdin.buffer)))


if __name__ == "__main__":
    main()
