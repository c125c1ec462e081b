"""The effects are one closed union of small values."""

from dataclasses import fields, is_dataclass
from typing import get_args

import pytest

from desk import effects
from desk.effects import Effect, Say, SetTimer
from desk.messages import Author, Text

KINDS = get_args(Effect)


def test_every_effect_of_the_module_belongs_to_the_union() -> None:
    declared = {found for found in vars(effects).values() if isinstance(found, type) and found.__module__ == effects.__name__}
    assert {kind for kind in declared if is_dataclass(kind)} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_an_effect_cannot_be_changed_and_is_made_by_name(kind: type) -> None:
    assert kind.__dataclass_params__.frozen
    assert all(one.kw_only for one in fields(kind))
    assert not hasattr(kind, "__dict__") or "__slots__" in vars(kind)
    assert kind.__doc__


def test_the_bot_speaks_in_the_conversation_itself_unless_told_otherwise() -> None:
    said = Say(parts=(Text(text="네"),))
    assert (said.author, said.to, said.ticket) == (Author.BOT, None, None)


def test_a_timer_has_a_key_so_that_it_can_be_replaced() -> None:
    assert "key" in {one.name for one in fields(SetTimer)}
