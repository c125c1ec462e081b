"""The command that prints the JSON Schema of a content file, with which editors complete and check it."""

import json

import click
from pydantic import BaseModel

from faq.facts import FactsForm
from faq.laws import LawsForm
from faq.manners import MannersForm
from faq.outside import OutsideForm
from faq.schema import FileForm
from faq.thesaurus import ThesaurusForm
from faq.variants import VariantsForm
from flows.forms import ExamplesForm, FlowForm, RatesForm

#: Name of the schema in `docs/schema` -> the form of the file.
FORMS: dict[str, type[BaseModel]] = {
    "faq": FileForm,
    "phrasings": VariantsForm,
    "thesaurus": ThesaurusForm,
    "manners": MannersForm,
    "out-of-scope": OutsideForm,
    "laws": LawsForm,
    "facts": FactsForm,
    "flow": FlowForm,
    "examples": ExamplesForm,
    "rates": RatesForm,
}


def schema_text(name: str) -> str:
    """The schema as it stands in `docs/schema`."""
    return json.dumps(FORMS[name].model_json_schema(), ensure_ascii=False, indent=2) + "\n"


@click.command()
@click.argument("name", type=click.Choice(list(FORMS)))
def schema(name: str) -> None:
    """JSON Schema of a content file for editors: dure schema faq > docs/schema/faq.json."""
    click.echo(schema_text(name), nl=False)
