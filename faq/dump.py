"""A matcher on disk: named arrays and plain values, laid out so that a file can be mapped into memory instead of read. Holds no code."""

import json
from collections.abc import Mapping
from mmap import mmap
from typing import Any

import numpy as np
import numpy.typing as npt

Arrays = dict[str, npt.NDArray[Any]]
_MAGIC = b"DUREFAQ1"
#: Arrays begin at multiples of this many bytes.
_ALIGN = 64


def pack(arrays: Mapping[str, npt.NDArray[Any]], meta: object) -> bytes:
    """The mark, the length of the table, the table, then the arrays."""
    table: list[tuple[str, str, tuple[int, ...], int]] = []
    parts, place = list[bytes](), 0
    for name, array in arrays.items():
        table.append((name, array.dtype.str, array.shape, place))
        raw = array.tobytes()
        parts.append(raw + bytes(-len(raw) % _ALIGN))
        place += len(parts[-1])
    head = json.dumps({"arrays": table, "meta": meta}, ensure_ascii=False).encode()
    start = _MAGIC + len(head).to_bytes(8, "little") + head
    return start + bytes(-len(start) % _ALIGN) + b"".join(parts)


def unpack(raw: bytes | mmap) -> tuple[Arrays, Any]:
    """Arrays that look into `raw`, and the plain values. Raises ValueError, KeyError or TypeError when this is no dump."""
    begin = len(_MAGIC) + 8
    if raw[: len(_MAGIC)] != _MAGIC:
        raise ValueError("no dump")
    end = begin + int.from_bytes(raw[len(_MAGIC) : begin], "little")
    head = json.loads(raw[begin:end])
    base = end + -end % _ALIGN
    arrays: Arrays = {}
    for name, kind, shape, place in head["arrays"]:
        dtype = np.dtype(kind)
        if dtype.hasobject:
            raise ValueError("no dump")
        arrays[name] = np.frombuffer(raw, dtype, int(np.prod(shape, dtype=np.int64)), base + place).reshape(shape)
    return arrays, head["meta"]
