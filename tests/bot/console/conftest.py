from collections.abc import AsyncIterator

import pytest

from tests.bot.console.console_rig import Rig, rig


@pytest.fixture
async def desk() -> AsyncIterator[Rig]:
    async with rig() as made:
        yield made
