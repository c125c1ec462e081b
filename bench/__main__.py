"""All benchmarks, one table each, every figure beside a baseline of the same run.

python -m bench [flows matching papers route round_trips start store]
"""

import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from bench.rows import Row, anchor, show

TITLES = {
    "route": "Router",
    "flows": "Guided flows",
    "papers": "Official papers",
    "matching": "Matching",
    "store": "Store",
    "start": "Start and memory",
    "round_trips": "Round trips",
}


def main(names: Sequence[str]) -> None:
    """Run the named ones, or all."""
    unknown = [name for name in names if name not in TITLES]
    if unknown:
        sys.exit(f"no benchmark {', '.join(unknown)}; there are: {', '.join(TITLES)}")
    print(f"anchor: {anchor()}")
    for name in names or TITLES:
        run: Callable[[], list[Row]] = import_module(f"bench.{name}").run
        show(TITLES[name], run())


if __name__ == "__main__":
    main(sys.argv[1:])
