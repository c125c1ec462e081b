"""The command that prints the JSON Schema of a content file, with which editors complete and check it."""

import json
import pkgutil

import click
from pydantic import BaseModel

#: Name of the schema in `docs/schema` -> the form of the file, loaded when it is asked for: the forms of flows take a while to make.
FORMS = {
    "faq": "faq.schema:FileForm",
    "phrasings": "faq.variants:VariantsForm",
    "thesaurus": "faq.thesaurus:ThesaurusForm",
    "manners": "faq.manners:MannersForm",
    "strangers": "faq.strangers:StrangersForm",
    "out-of-scope": "faq.outside:OutsideForm",
    "laws": "faq.laws:LawsForm",
    "facts": "faq.facts:FactsForm",
    "flow": "flows.forms:FlowForm",
    "examples": "flows.forms:ExamplesForm",
    "rates": "flows.forms:RatesForm",
}


def schema_text(name: str) -> str:
    """The schema as it stands in `docs/schema`."""
    form: type[BaseModel] = pkgutil.resolve_name(FORMS[name])
    return json.dumps(form.model_json_schema(), ensure_ascii=False, indent=2) + "\n"


@click.command()
@click.argument("name", type=click.Choice(list(FORMS)))
def schema(name: str) -> None:
    """JSON Schema of a content file for editors: dure schema faq > docs/schema/faq.json."""
    click.echo(schema_text(name), nl=False)
