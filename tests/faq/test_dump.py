"""Arrays on disk come back as they were, and nothing but a dump is taken for one."""

import mmap
from pathlib import Path

import numpy as np
import pytest

from faq.dump import pack, unpack

ARRAYS = {"a": np.arange(6, dtype=np.int32).reshape(2, 3), "empty": np.zeros(0, dtype=np.float16), "one": np.array(7)}


def test_arrays_and_values_come_back_from_a_mapped_file(tmp_path: Path) -> None:
    path = tmp_path / "dump"
    path.write_bytes(pack(ARRAYS, {"말": ["가", 1]}))
    with path.open("rb") as file:
        arrays, meta = unpack(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    assert meta == {"말": ["가", 1]}
    for name, array in ARRAYS.items():
        assert arrays[name].dtype == array.dtype
        assert np.array_equal(arrays[name], array)


@pytest.mark.parametrize("raw", [b"", b"x", b"DUREFAQ1", pack(ARRAYS, {})[:40], pack(ARRAYS, {})[:-64]])
def test_what_is_no_dump_is_refused(raw: bytes) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        unpack(raw)
