"""Named points at which a test may kill, raise or wait. Outside tests `fault` does nothing.

`DURE_FAULTS` holds `name:passage:action` entries separated by commas, such as `inbox_written:3:kill`; actions are kill, raise and sleep.
"""

import os
import signal
import time
from collections import Counter

_PLAN: dict[tuple[str, int], str] = {}
_PASSED: Counter[str] = Counter()


class FaultInjected(Exception):
    """A test asked for this failure."""


def _read(text: str) -> dict[tuple[str, int], str]:
    entries = (entry.split(":") for entry in text.split(",") if entry)
    return {(name, int(passage)): action for name, passage, action in entries}


def _act(name: str) -> None:
    _PASSED[name] += 1
    match _PLAN.get((name, _PASSED[name])):
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "raise":
            raise FaultInjected(name)
        case "sleep":
            time.sleep(1.0)


def _nothing(name: str) -> None:
    """No test is running."""


_PLAN.update(_read(os.environ.get("DURE_FAULTS", "")))
fault = _act if _PLAN else _nothing
