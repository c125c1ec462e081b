"""Fills a Word template. The template is staff's; what persons typed is only ever data in it."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

#: Every file inside a document carries this date, so that the same answers make the same bytes.
_DATE = (1980, 1, 1, 0, 0, 0)


def fill(template: bytes, context: Mapping[str, object]) -> bytes:
    """The filled document. Raises jinja2.TemplateError for a template that names something unknown."""
    document = DocxTemplate(BytesIO(template))
    document.render(dict(context), environment(), autoescape=True)
    made = BytesIO()
    document.save(made)
    return settled(made.getvalue())


def environment() -> ImmutableSandboxedEnvironment:
    """Nothing but names, conditions and loops: no functions, no attributes of Python."""
    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    made.globals.clear()
    return made


def settled(archive: bytes) -> bytes:
    """The same archive without the time at which it was made."""
    made = BytesIO()
    with ZipFile(BytesIO(archive)) as before, ZipFile(made, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            info = ZipInfo(name, _DATE)
            info.compress_type = ZIP_DEFLATED
            after.writestr(info, before.read(name))
    return made.getvalue()


def packed(files: Mapping[str, bytes]) -> bytes:
    """Several files as one archive."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = ZipInfo(name, _DATE)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, content)
    return made.getvalue()
