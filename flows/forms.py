"""The forms of flow files, from which editors learn to complete and check them; `dure check` judges the files themselves."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

from flows.conditions import Op
from flows.rates import RATE_UNITS
from flows.schema import MAX_ASK, MAX_LABEL, MAX_TEXT, TOPICS

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Text = Annotated[str, StringConstraints(min_length=1)]
Label = Annotated[Text, StringConstraints(max_length=MAX_LABEL)]
Ask = Annotated[Text, StringConstraints(max_length=MAX_ASK)]
Texts = Text | list[Text]
#: Read as text, whatever YAML makes of it: 5, 7.19, 3천만원, yes.
Scalar = Annotated[str, WithJsonSchema({"type": ["string", "number", "boolean"]})]
Flag = Annotated[Literal["true", "false", "yes", "no"], WithJsonSchema({"enum": [True, False, "yes", "no"]})]
Topic = Annotated[str, WithJsonSchema({"enum": list(TOPICS)})]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class When(RootModel[dict[str, Scalar | dict[Op, Scalar | list[Scalar]] | list["Scalar | When"]]]):
    """Comparisons that must all hold."""


class Branch(_Form):
    """Where to go next, and when."""

    when: When | SkipJsonSchema[None] = None
    go: Text


class Option(_Form):
    """One choice."""

    value: Name
    label: Label
    also: Texts = []


class _Field(_Form):
    """What every question may say."""

    id: Name
    hint: Ask = ""
    example: Annotated[str, StringConstraints(max_length=100)] = ""
    optional: Flag = "false"
    at_least: Scalar = ""
    at_most: Scalar = ""


class _Asked(_Field):
    ask: Ask
    why: Ask = ""


class _Plain(BaseModel):
    kind: Literal["won", "percent", "period", "phone", "email", "business-number", "text", "address", "file"]


class _Choice(BaseModel):
    kind: Literal["choice", "choices"]
    options: Annotated[list[Option], Field(min_length=1)]


class Words(_Form):
    """Other words people type for yes and no."""

    yes: Texts = []
    no: Texts = []


class _YesNo(BaseModel):
    kind: Literal["yes-no"]
    yes: Label = ""
    no: Label = ""
    also: Words | SkipJsonSchema[None] = None


class _Number(BaseModel):
    kind: Literal["number"]
    unit: Annotated[str, StringConstraints(max_length=10)] = ""


class _Hours(BaseModel):
    kind: Literal["hours"]
    per: Literal["day", "week", "month"] | SkipJsonSchema[None] = None


class _Date(BaseModel):
    kind: Literal["date"]
    tense: Literal["past", "future"] | SkipJsonSchema[None] = None
    precision: Literal["month"] | SkipJsonSchema[None] = None


class PlainField(_Asked, _Plain):
    """A question inside a group."""


class ChoiceField(_Asked, _Choice):
    """A question inside a group with choices."""


class YesNoField(_Asked, _YesNo):
    """A question inside a group for yes or no."""


class NumberField(_Asked, _Number):
    """A question inside a group for a number."""


class HoursField(_Asked, _Hours):
    """A question inside a group for hours."""


class DateField(_Asked, _Date):
    """A question inside a group for a day."""


GroupField = Annotated[PlainField | ChoiceField | YesNoField | NumberField | HoursField | DateField, Field(discriminator="kind")]


class _Step(_Field):
    why: Ask
    next: Text | Annotated[list[Branch], Field(min_length=1)] | SkipJsonSchema[None] = None


class _AskedStep(_Step):
    ask: Ask


class PlainStep(_AskedStep, _Plain):
    """A question whose answer is written freely."""


class ChoiceStep(_AskedStep, _Choice):
    """A question with choices."""


class YesNoStep(_AskedStep, _YesNo):
    """A question for yes or no."""


class NumberStep(_AskedStep, _Number):
    """A question for a number."""


class HoursStep(_AskedStep, _Hours):
    """A question for hours."""


class DateStep(_AskedStep, _Date):
    """A question for a day."""


class GroupStep(_Step):
    """Questions that are asked again for every item."""

    kind: Literal["group"]
    ask: Ask = ""
    item: Annotated[Text, StringConstraints(max_length=20)]
    fields_: Annotated[list[GroupField], Field(alias="fields", min_length=1)]


class Fixed(_Form):
    """A value that is always the same."""

    fixed: Scalar


class CalculateStep(_Step):
    """A calculation, which asks nothing."""

    kind: Literal["calculate"]
    ask: Ask = ""
    why: Ask = ""
    use: Text
    with_: Annotated[dict[str, Text | Fixed], Field(alias="with")] = {}


Step = Annotated[
    PlainStep | ChoiceStep | YesNoStep | NumberStep | HoursStep | DateStep | GroupStep | CalculateStep, Field(discriminator="kind")
]


class Part(_Form):
    """A paragraph of a result that comes when its condition holds."""

    when: When | SkipJsonSchema[None] = None
    say: Annotated[Text, StringConstraints(max_length=MAX_TEXT)]
    each: str = ""
    law: Texts = []
    next: Texts = []


class ResultForm(_Form):
    """What a flow comes to."""

    id: Name
    title: Annotated[Text, StringConstraints(max_length=60)]
    text: Annotated[Text, StringConstraints(max_length=MAX_TEXT)]
    parts: list[Part] = []
    law: Texts
    next: Texts = []
    handoff: Ask
    urgent: Flag = "false"
    documents: Texts = []


class RemindersForm(_Form):
    """When the deadlines of the flow's schedule are reminded of."""

    consent: Name
    days: Scalar | list[Scalar] = []
    at: str = ""


class FlowForm(_Form):
    """A file with one flow, in the words of docs/flow-format.md."""

    id: Name
    title: Label
    topic: Topic
    about: Ask
    as_of: date
    review_by: date
    asks: Texts
    tests: Texts = []
    facts: Texts
    words: dict[str, Ask] = {}
    reminders: RemindersForm | SkipJsonSchema[None] = None
    steps: Annotated[list[Step], Field(min_length=1)]
    results: Annotated[list[ResultForm], Field(min_length=1)]


Said = dict[str, Scalar | list[dict[str, Scalar]]]


class Expect(_Form):
    """What must come of an example."""

    result: str = ""
    asks: str = ""
    says: Scalar | list[Scalar] = []
    not_says: Scalar | list[Scalar] = []
    law: Texts = []
    next: Texts = []


class ExampleForm(_Form):
    """One conversation."""

    name: Annotated[Text, StringConstraints(max_length=100)]
    on: date | SkipJsonSchema[None] = None
    answers: Said = {}
    refuse: Said = {}
    expect: Expect


class ExamplesForm(_Form):
    """The examples of one flow, in the words of docs/flow-format.md."""

    flow: Name
    on: date | SkipJsonSchema[None] = None
    examples: Annotated[list[ExampleForm], Field(min_length=1)]


class RateValueForm(_Form):
    """What is in force from one day to another."""

    from_: Annotated[date, Field(alias="from")]
    until: date | SkipJsonSchema[None] = None
    value: Annotated[Decimal, WithJsonSchema({"type": "number", "minimum": 0})]
    source: Text
    fact: str = ""


class RateForm(_Form):
    """One number of the law through time."""

    id: Name
    title: Annotated[Text, StringConstraints(max_length=100)]
    unit: Annotated[str, WithJsonSchema({"enum": [unit.value for unit in RATE_UNITS]})]
    said_as: Texts = []
    values: Annotated[list[RateValueForm], Field(min_length=1)]


class RatesForm(_Form):
    """A file of rates, in the words of docs/faq-format.md."""

    rates: Annotated[list[RateForm], Field(min_length=1)]
