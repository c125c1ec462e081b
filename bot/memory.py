"""Gives memory that a build has used and freed back to the machine: glibc keeps it otherwise, some 25 MB for good after each reload."""

import ctypes
import gc
from contextlib import suppress


def give_back() -> None:
    """Do it where the C library can; elsewhere nothing happens."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def settle() -> None:
    """What is there stays: garbage is never looked for in it again, which would take a tenth of a second each time."""
    gc.freeze()
    give_back()


def clear() -> None:
    """Find what was replaced."""
    gc.collect()
    give_back()
